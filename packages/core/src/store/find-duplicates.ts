import { fingerprint } from '../snapshot/fingerprint.js'
import type { SnapshotQuery, SnapshotStore } from './store.js'

/** Snapshots that answer the same question. */
export interface DuplicateGroup {
  readonly fingerprint: `sha256:${string}`
  /** Two or more, in their order. */
  readonly ids: readonly string[]
}

/**
 * Finds the questions that were recorded more than once, for `query({ fingerprint })` to show. Reads one snapshot at a
 * time and keeps only ids and fingerprints.
 *
 * @param query which snapshots are looked at. Default all.
 * @returns the groups in the order of their first ids.
 * @throws what `store.query(query)` throws.
 */
export async function findDuplicates(
  store: Pick<SnapshotStore, 'query'>,
  query: SnapshotQuery = {},
): Promise<DuplicateGroup[]> {
  const groups = new Map<`sha256:${string}`, string[]>()
  for await (const snapshot of store.query(query)) {
    const key = fingerprint(snapshot)
    const ids = groups.get(key)
    if (ids === undefined) groups.set(key, [snapshot.id])
    else ids.push(snapshot.id)
  }
  return [...groups].filter(([, ids]) => ids.length > 1).map(([key, ids]) => ({ fingerprint: key, ids }))
}
