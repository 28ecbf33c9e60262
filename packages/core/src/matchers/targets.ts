import { definitionOf } from '../decision/decision.js'
import { UsageError } from '../errors.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotQuery, SnapshotStore } from '../store/store.js'
import { selectedQuery } from './decisions.js'
import { nothingRecorded } from './nothing-recorded.js'

/**
 * The snapshots that `expect(received)` means.
 *
 * @throws UsageError `INVALID_OPTION` for a value that means none; `SNAPSHOT_NOT_FOUND` for a member of a list that
 * nothing is recorded of.
 */
export async function replayTargets(
  received: unknown,
  store: SnapshotStore,
): Promise<(string | DecisionSnapshot)[]> {
  if (Array.isArray(received)) {
    const targets = await Promise.all(
      received.map(async (item: unknown) => {
        const found = await replayTargets(item, store)
        // What the others stand for must not hide it.
        if (found.length === 0) throw nothingRecorded(item)
        return found
      }),
    )
    return targets.flat()
  }
  if (typeof received === 'string') return [received]
  if (isSnapshot(received)) return [received]
  const definition = definitionOf(received)
  const query = definition === undefined ? selectedQuery(received) : { functionName: definition.name }
  if (query === undefined) throw notReplayable(received)
  return collect(store, query)
}

export function isSnapshot(value: unknown): value is DecisionSnapshot {
  return typeof value === 'object' && value !== null && 'format' in value && 'functionName' in value
}

async function collect(store: SnapshotStore, query: SnapshotQuery): Promise<DecisionSnapshot[]> {
  const found: DecisionSnapshot[] = []
  for await (const snapshot of store.query(query)) found.push(snapshot)
  return found
}

function notReplayable(received: unknown): UsageError {
  const what =
    typeof received === 'function'
      ? 'a function that is not a decision'
      : `a value of type ${typeof received}`
  return new UsageError(
    'INVALID_OPTION',
    `toReplayMatching() was given ${what}. It takes a function made with decision(name, fn), the id of a baseline, a snapshot, decisions(query), or a list of these.`,
  )
}
