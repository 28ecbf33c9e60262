import { storeName } from '../store/store-name.js'
import { runSettings, type RunSettings } from './run-settings.js'

let last: (Pick<RunSettings, 'store' | 'storeRoot' | 'base'> & { readonly name: string }) | undefined

/** The name of the baseline store in rows and reports. Found out once: each row has it. */
export function usedStore(): string {
  const { store, storeRoot, base } = runSettings()
  if (last?.store !== store || last.storeRoot !== storeRoot || last.base !== base) {
    last = { store, storeRoot, base, name: storeName(store, storeRoot, base) }
  }
  return last.name
}
