import { UsageError } from '../../errors.js'
import type { BaselinePlace } from '../../config/baseline-place.js'
import { findRecorded } from '../../replay/find-recorded.js'
import type { ReplayResult } from '../../replay/types.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { idPattern } from '../../store/id-pattern.js'
import { listIdsSync } from '../../store/list-ids.js'
import { nearIds } from '../../store/near-ids.js'
import type { SnapshotQuery, SnapshotStore } from '../../store/store.js'

/**
 * The ids of the recordings that are meant, in their order.
 *
 * @param patterns ids and patterns; none mean all.
 * @throws UsageError `SNAPSHOT_NOT_FOUND` where one of them means none.
 */
export async function targetIds(
  store: SnapshotStore,
  place: BaselinePlace,
  patterns: readonly string[],
  query: SnapshotQuery,
): Promise<string[]> {
  const all = Object.keys(query).length === 0 ? listIdsSync(place.store, { cwd: place.storeRoot }) : []
  // What a query looks at is read: one recording that cannot be read ends it.
  if (Object.keys(query).length > 0) for await (const { id } of store.query(query)) all.push(id)
  if (patterns.length === 0) return all
  const wanted = patterns.map((text) => ({ text, means: idPattern(text) }))
  const unknown = wanted.find(({ means }) => !all.some(means))
  if (unknown !== undefined) throw await notFound(unknown.text, place, all)
  return all.filter((id) => wanted.some(({ means }) => means(id)))
}

/** A recording, or the result that says why it cannot be read. */
export async function recordingOf(
  store: SnapshotStore,
  id: string,
): Promise<DecisionSnapshot | ReplayResult> {
  return findRecorded(store, id)
}

async function notFound(text: string, { store }: BaselinePlace, ids: readonly string[]): Promise<UsageError> {
  const near = (await nearIds(text, ids)).map((id) => JSON.stringify(id)).join(' or ')
  return new UsageError(
    'SNAPSHOT_NOT_FOUND',
    `No recording in ${store} is meant by ${JSON.stringify(text)}.${near === '' ? '' : ` Did you mean ${near}?`}`,
  )
}
