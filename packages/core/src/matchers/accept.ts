import { recordBaseline } from '../recording/record-baseline.js'
import type { ReplayResult } from '../replay/types.js'
import type { Verdict } from '../replay/verdict.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'

/** Verdicts of replays that asked the world for nothing new, so that their outcome can be kept as it is. */
const ANSWERED: readonly Verdict[] = ['mismatch', 'violation', 'unused']

/**
 * Makes what a replay came to the new baseline. Where the tape had every answer the new outcome is saved with it and
 * no call is made; else the decision is called for real.
 *
 * @throws RecordingError `RECORDING_FAILED`; see {@link recordBaseline}.
 */
export async function acceptResult(
  { verdict, replayedSnapshot, snapshotId, originalSnapshot }: ReplayResult,
  store: SnapshotStore,
  callForReal: () => unknown,
): Promise<DecisionSnapshot> {
  if (!ANSWERED.includes(verdict) || replayedSnapshot === undefined) {
    return recordBaseline(callForReal, store, snapshotId, originalSnapshot?.tags)
  }
  await store.save(replayedSnapshot, { replace: true })
  return replayedSnapshot
}
