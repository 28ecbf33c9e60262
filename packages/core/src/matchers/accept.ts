import type { ReplayPolicy } from '../policy/index.js'
import { recordBaseline } from '../recording/record-baseline.js'
import { recordedResult } from '../replay/recorded-result.js'
import type { ComparingMode, ReplayResult } from '../replay/types.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { acceptable } from './acceptable.js'
import type { CheckedResult } from './finish.js'

export interface AcceptOptions {
  readonly store: SnapshotStore
  readonly mode?: ComparingMode | undefined
  readonly policy?: ReplayPolicy | undefined
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
 * @throws RecordingError `RECORDING_FAILED`; see {@link recordBaseline}.
 */
export async function accept(
  result: ReplayResult,
  { store, mode, policy, replayAgain, callForReal }: AcceptOptions,
): Promise<CheckedResult> {
  const { verdict, replayedSnapshot, snapshotId, originalSnapshot } = result
  const recordAnew = async (): Promise<CheckedResult> => {
    const tags = originalSnapshot?.tags ?? {}
    const recorded = await recordBaseline(callForReal, store, snapshotId, { tags, replace: true })
    return { result: await recordedResult(recorded, mode, policy), kind: 'updated' }
  }
  if (verdict === 'miss' || verdict === 'nondeterministic') return recordAnew()
  if (!acceptable(verdict) || replayedSnapshot === undefined) return { result, kind: 'replayed' }
  const kept = await recordedResult(replayedSnapshot, mode, policy)
  if (kept.verdict !== 'match') return { result, kind: 'replayed' }
  if ((await replayAgain(replayedSnapshot)).verdict !== 'match') return recordAnew()
  await store.save(replayedSnapshot, { replace: true })
  return { result: kept, kind: 'updated' }
}
