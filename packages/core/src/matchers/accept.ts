import type { ReplayResult } from '../replay/types.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { acceptable } from '../pending/acceptable.js'
import type { CheckedResult } from './finish.js'
import { recordChecked } from './record-checked.js'

export interface AcceptOptions {
  readonly store: SnapshotStore
  /** What a new baseline comes to by itself: what is demanded of it, it must have. */
  readonly resultOf: (snapshot: DecisionSnapshot) => Promise<ReplayResult>
  /** Saves nothing that does not come to a match. Default: what was called for real is saved in any case. */
  readonly mustHold?: boolean
  /** Replays the new outcome in the place of the recording. */
  readonly replayAgain: (snapshot: DecisionSnapshot) => Promise<ReplayResult>
  readonly callForReal: () => unknown
}

/**
 * Makes what a replay came to the new baseline, under `-u`. Where the tape had every answer the new outcome is saved
 * with it and no call is made; after a miss, or where that would not replay (code that now draws a random number has none
 * on the tape), the decision is called for real. Every other failure stays one: a
 * recording that could not be read or run is not there to be accepted.
 *
 * The new baseline is judged like any other, so that a rule without a field to judge still fails.
 *
 * @throws RecordingError `RECORDING_FAILED`; see `recordBaseline`.
 */
export async function accept(
  result: ReplayResult,
  { store, resultOf, mustHold = false, replayAgain, callForReal }: AcceptOptions,
): Promise<CheckedResult> {
  const { verdict, replayedSnapshot, snapshotId, originalSnapshot } = result
  const recordAnew = (): Promise<CheckedResult> => {
    const tags = originalSnapshot?.tags ?? {}
    return recordChecked(callForReal, store, snapshotId, { tags, replace: true, resultOf, mustHold })
  }
  if (verdict === 'miss' || verdict === 'nondeterministic') return recordAnew()
  if (!acceptable(verdict) || replayedSnapshot === undefined) return { result, kind: 'replayed' }
  const kept = await resultOf(replayedSnapshot)
  if (kept.verdict !== 'match') return { result, kind: 'replayed' }
  if ((await replayAgain(replayedSnapshot)).verdict !== 'match') return recordAnew()
  await store.save(replayedSnapshot, { replace: true })
  return { result: kept, kind: 'updated' }
}
