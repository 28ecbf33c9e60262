import { isReplayError, type ReplayError } from '../errors.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { loadsAsMade } from '../store/read-snapshot.js'
import type { SnapshotStore } from '../store/store.js'
import { unconcluded } from './conclude.js'
import type { ReplayResult } from './types.js'

/**
 * The snapshot of an id, or the result that says why there is none; a snapshot is its own. A promise only where there is
 * something to wait for, or to explain.
 *
 * @throws StoreError `STORE_CLOSED`.
 */
export function findRecorded(
  store: SnapshotStore,
  target: string | DecisionSnapshot,
): DecisionSnapshot | Promise<DecisionSnapshot | ReplayResult> {
  if (typeof target !== 'string') return target
  if (loadsAsMade(store)) {
    try {
      return store.loadSync(target)
    } catch {
      // Where it cannot be read at once, or is wrong, waiting says more: what lies near, and where it is a second time.
    }
  }
  return store.load(target).catch((error: unknown) => notLoaded(target, error, ['STORE_CLOSED']))
}

/**
 * The same, without waiting.
 *
 * @throws StoreError `STORE_CLOSED`; UsageError `INVALID_OPTION` for a store that cannot be read so.
 */
export function findRecordedSync(
  store: SnapshotStore,
  target: string | DecisionSnapshot,
): DecisionSnapshot | ReplayResult {
  if (typeof target !== 'string') return target
  try {
    return store.loadSync(target)
  } catch (error) {
    return notLoaded(target, error, ['STORE_CLOSED', 'INVALID_OPTION'])
  }
}

export function isSnapshot(value: DecisionSnapshot | ReplayResult): value is DecisionSnapshot {
  return 'format' in value
}

/**
 * One damaged or misnamed recording must not hide what the others come to.
 *
 * @param wrongUse codes of errors that are about the caller, not about the recording.
 */
function notLoaded(id: string, error: unknown, wrongUse: readonly ReplayError['code'][]): ReplayResult {
  if (!isReplayError(error) || wrongUse.includes(error.code)) throw error
  return { ...unconcluded(id), verdict: error.code === 'SNAPSHOT_NOT_FOUND' ? 'missing' : 'error', error }
}
