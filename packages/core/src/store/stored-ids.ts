import type { SnapshotStore } from './store.js'

type Ids = Iterable<string> | AsyncIterable<string>

const LISTINGS = new WeakMap<SnapshotStore, () => Ids>()

/** Says how the ids of a store are listed. */
export function setListing(store: SnapshotStore, list: () => Ids): SnapshotStore {
  LISTINGS.set(store, list)
  return store
}

/**
 * All ids of a store in their order, read without their snapshots: one that is damaged is listed too. Undefined for a
 * store that is not one of ours.
 */
export function storedIds(store: SnapshotStore): Ids | undefined {
  return LISTINGS.get(store)?.()
}
