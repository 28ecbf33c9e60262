import { UsageError } from '../errors.js'
import { checkSnapshotShape } from '../snapshot/snapshot-shape.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotQuery, SnapshotStore } from '../store/store.js'
import type { ReplayTargets } from './types.js'

/** @throws ValueError `INVALID_SNAPSHOT`; UsageError `INVALID_OPTION` for what is neither an id nor a snapshot. */
export function checkTarget(target: unknown): void {
  if (typeof target === 'object' && target !== null) checkSnapshotShape(target)
  else if (typeof target !== 'string') {
    throw new UsageError(
      'INVALID_OPTION',
      `A replay takes an id or a snapshot, not ${target === null || target === undefined ? String(target) : `a ${typeof target}`}.`,
    )
  }
}

/**
 * The ids and snapshots that are meant.
 *
 * @throws UsageError `INVALID_OPTION` for a text: its characters are no ids.
 */
export function targetsIn(
  targets: ReplayTargets,
  store: SnapshotStore,
  of: string,
): Iterable<string | DecisionSnapshot> | AsyncIterable<string | DecisionSnapshot> {
  if (typeof targets !== 'object' || (targets as unknown) === null) {
    throw new UsageError(
      'INVALID_OPTION',
      `The targets of ${of} must be a list of ids or snapshots, or a query. For one of them: replay(id).`,
    )
  }
  return isQuery(targets) ? store.query(targets) : targets
}

/** Whether a store is asked for them; a list or a stream names them itself. */
export function isQuery(targets: ReplayTargets): targets is SnapshotQuery {
  return (
    typeof targets === 'object' &&
    (targets as unknown) !== null &&
    !(Symbol.iterator in targets || Symbol.asyncIterator in targets)
  )
}
