import { existsSync } from '../kept-fs.js'
import type { BaselinePlace } from '../config/baseline-place.js'
import { UsageError } from '../errors.js'
import { openStore } from '../store/open-store.js'
import { parseStoreUrl } from '../store/store-url.js'
import type { SnapshotStore } from '../store/store.js'

/** Opens a store for as long as `work` takes. */
export async function withStore<T>(
  { store: url, storeRoot: cwd }: BaselinePlace,
  { readOnly }: { readonly readOnly: boolean },
  work: (store: SnapshotStore) => Promise<T>,
): Promise<T> {
  const store = await openStore(url, { cwd, readOnly })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Whether there is a store at this place. One in memory is new each time: it never is. */
export function isThere({ store, storeRoot }: BaselinePlace): boolean {
  const location = parseStoreUrl(store, storeRoot)
  return location.kind !== 'memory' && existsSync(location.path)
}

/**
 * A store that a command reads from has to be there: a slip in its name must not look like a store without recordings.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function checkIsThere(place: BaselinePlace): void {
  if (isThere(place)) return
  throw new UsageError(
    'INVALID_OPTION',
    `There is no store ${JSON.stringify(place.store)}. Check its path, from ${place.storeRoot}.`,
  )
}
