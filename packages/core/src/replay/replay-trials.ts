import { divergenceOf } from './divergence.js'
import { runOnce, type Prepared, type Run } from './prepared.js'
import { confirmed, replayRecorded, replayRecordedSync, runOnceNow } from './replay-recorded.js'
import { ofTrials } from './trials.js'
import type { ReplayResult, TrialRule } from './types.js'

/** Replays a recording several times. One tape must give one answer, so trials that differ are `nondeterministic`. */
export function replayTrials(prepared: Prepared, trials = 1, pass?: TrialRule): Promise<ReplayResult> {
  return trials === 1 ? replayRecorded(prepared) : severalTrials(prepared, trials, pass)
}

/** The same, without waiting. */
export function replayTrialsSync(prepared: Prepared, trials = 1, pass?: TrialRule): ReplayResult {
  if (trials === 1) return replayRecordedSync(prepared)
  const runs: Run[] = []
  while (!isOver(runs, trials)) runs.push(runOnceNow(prepared))
  return resultOf(runs, pass)
}

async function severalTrials(
  prepared: Prepared,
  trials: number,
  pass: TrialRule | undefined,
): Promise<ReplayResult> {
  const runs: Run[] = []
  while (!isOver(runs, trials)) runs.push(await runOnce(prepared, (made) => made))
  return resultOf(runs, pass)
}

/** The first one that differs is the last. */
function isOver(runs: readonly Run[], trials: number): boolean {
  return runs.length === trials || differing(runs) !== undefined
}

function resultOf(runs: readonly Run[], pass: TrialRule | undefined): ReplayResult {
  const result = ofTrials(
    runs.map((run) => run.result),
    pass,
  )
  const differs = differing(runs)
  if (differs === undefined) return result
  return {
    ...confirmed(...differs),
    ...(result.trials === undefined ? {} : { trials: result.trials }),
  }
}

/** The first run and the last, where they differ. */
function differing(runs: readonly Run[]): [Run, Run] | undefined {
  const [first, last] = [runs[0], runs.at(-1)]
  if (first === undefined || last === undefined || first === last) return undefined
  return divergenceOf(first, last) === undefined ? undefined : [first, last]
}
