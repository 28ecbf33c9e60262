import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { openedStores } from './opened-stores.js'
import { runSettings } from './run-settings.js'

/** The baseline store of this run; one handle for all assertions of a process. */
export function baselineStore(readOnly: boolean): Promise<SnapshotStore> {
  const { store: url, storeRoot } = runSettings()
  const key = `${readOnly ? 'reads' : 'writes'}\n${storeRoot}\n${url}`
  let store = openedStores.get(key)
  if (store === undefined) {
    store = openStore(url, { readOnly, cwd: storeRoot })
    openedStores.set(key, store)
    // A store that could not be opened is tried anew.
    store.catch(() => openedStores.delete(key))
  }
  return store
}
