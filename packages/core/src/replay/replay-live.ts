import type { ReplayPolicy } from '../policy/index.js'
import { RecordingError } from '../errors.js'
import { captureBy, type Captured } from '../recording/capture.js'
import { worldFailure } from '../recording/world-failure.js'
import type { ScorerChoice } from '../similarity/scorer-choice.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { failedResult, judgedResult, unconcludedOf } from './conclude.js'
import { checkSameDecision } from './decision-errors.js'
import { liveChanges } from './live-changes.js'
import { orStopped, type StopOptions } from './stopper.js'
import { ofTrials } from './trials.js'
import { usageOfAll } from './usage-of.js'
import type { ComparingMode, Overrides, ReplayResult, TrialRule } from './types.js'

interface LiveOptions extends StopOptions {
  readonly mode: ComparingMode
  readonly policy: ReplayPolicy | undefined
  readonly overrides: Overrides | undefined
  readonly scorer: ScorerChoice | undefined
}

/** Several live replays, one after the other, as one result. */
export async function replayLiveTrials(
  thunk: () => unknown,
  recorded: DecisionSnapshot,
  options: LiveOptions,
  trials: number,
  pass?: TrialRule,
): Promise<ReplayResult> {
  const results: ReplayResult[] = []
  for (let trial = 0; trial < trials; trial++) results.push(await replayLive(thunk, recorded, options))
  if (trials === 1) return results[0] as ReplayResult
  const result = ofTrials(results, pass)
  const usage = usageOfAll(results)
  if (result.trials !== undefined && usage !== undefined) result.trials.usage = usage
  return result
}

/**
 * Calls a decision for real, records what it does, and judges it against the recording. The result holds a tape of
 * its own, in `replayedSnapshot.effects`.
 *
 * @param thunk calls the decision of `recorded`, and no other.
 * @throws DecisionError `DECISION_CONFLICT`; what {@link captureBy} throws; the reason of the signal.
 */
async function replayLive(
  thunk: () => unknown,
  recorded: DecisionSnapshot,
  { mode, policy, overrides = {}, scorer, ...stop }: LiveOptions,
): Promise<ReplayResult> {
  stop.signal?.throwIfAborted()
  const base = unconcludedOf(recorded)
  const { id, tags } = recorded
  const changes = liveChanges(recorded, overrides)
  const captured: Captured<unknown> | string = await orStopped(
    captureBy(changes.record, thunk, { id, tags }),
    stop,
  )
  if (typeof captured === 'string') return { ...base, verdict: 'timeout', executionTimeMs: stop.timeoutMs }
  const { snapshot, escapes } = captured
  checkSameDecision(recorded, snapshot.functionName)
  const result = {
    ...base,
    executionTimeMs: snapshot.executionTimeMs ?? 0,
    warnings: escapes.map((escape) => `${escape} is not in the tape of this replay: it went around it`),
  }
  const unmet = changes.problem(snapshot)
  if (unmet !== undefined) return { ...failedResult(result, unmet), replayedSnapshot: snapshot }
  const failure = worldFailure(snapshot)
  if (failure !== undefined) {
    const error = new RecordingError('RECORDING_FAILED', `"${id}" could not be judged live: ${failure}.`)
    return { ...failedResult(result, error), replayedSnapshot: snapshot }
  }
  const inputsAreGiven = overrides.inputs !== undefined
  const judged = { recorded, replayed: snapshot, inputsAreGiven, judging: { scorer, stop } }
  return judgedResult(result, judged, mode, policy)
}
