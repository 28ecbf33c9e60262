import { storeName } from '../store/store-name.js'
import { runSettings } from './run-settings.js'

/** The name of the baseline store in rows and reports. */
export function usedStore(): string {
  const { store, storeRoot, base } = runSettings()
  return storeName(store, storeRoot, base)
}
