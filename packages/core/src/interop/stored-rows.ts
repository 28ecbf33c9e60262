import type { DecisionSnapshot } from '../snapshot/types.js'
import { parseQuery } from '../store/query.js'
import { storedIds } from '../store/stored-ids.js'
import type { SnapshotQuery, SnapshotStore } from '../store/store.js'
import type { TransferProblem } from './imported-row.js'
import { rowProblem } from './row-problem.js'

export type StoredRow = { readonly snapshot: DecisionSnapshot } | { readonly problem: TransferProblem }

/**
 * The snapshots of a store, also past one that cannot be read: a query ends there, so the rest is loaded one by one.
 * Whether the query means an unreadable snapshot cannot be told; it is reported.
 */
export async function* storedRows(store: SnapshotStore, query: SnapshotQuery = {}): AsyncIterable<StoredRow> {
  let last: string | undefined
  let ids: ReturnType<typeof storedIds>
  try {
    for await (const snapshot of store.query(query)) {
      last = snapshot.id
      yield { snapshot }
    }
    return
  } catch (error) {
    // Throws where it is not one row that is to blame.
    rowProblem('', error)
    ids = storedIds(store)
    if (ids === undefined) throw error
  }
  yield* oneByOne(store, ids, query, last)
}

async function* oneByOne(
  store: SnapshotStore,
  ids: NonNullable<ReturnType<typeof storedIds>>,
  query: SnapshotQuery,
  last: string | undefined,
): AsyncIterable<StoredRow> {
  const { matches, offset, limit } = parseQuery(query)
  let matched = 0
  for await (const id of ids) {
    const isDone = last !== undefined && id <= last
    let row: StoredRow
    try {
      row = { snapshot: await store.load(id) }
    } catch (error) {
      row = { problem: rowProblem(id, error) }
    }
    // Deleted since it was listed.
    if ('problem' in row && row.problem.code === 'SNAPSHOT_NOT_FOUND') continue
    if ('snapshot' in row && (!matches(row.snapshot) || ++matched <= offset)) continue
    if (!isDone) yield row
    if (matched === offset + limit) return
  }
}
