import { divergenceOf } from './divergence.js'
import { runOnce, type Prepared, type Run } from './prepared.js'
import { confirmed, replayRecorded } from './replay-recorded.js'
import { ofTrials } from './trials.js'
import type { ReplayResult, TrialRule } from './types.js'

/** Replays a recording several times. One tape must give one answer, so trials that differ are `nondeterministic`. */
export function replayTrials(prepared: Prepared, trials = 1, pass?: TrialRule): Promise<ReplayResult> {
  return trials === 1 ? replayRecorded(prepared) : severalTrials(prepared, trials, pass)
}

async function severalTrials(
  prepared: Prepared,
  trials: number,
  pass: TrialRule | undefined,
): Promise<ReplayResult> {
  const runs: Run[] = []
  for (let trial = 0; trial < trials; trial++) {
    const run = await runOnce(prepared, (made) => made)
    const [first = run] = runs
    if (divergenceOf(first, run) !== undefined) {
      const result = ofTrials(
        [...runs, run].map((made) => made.result),
        pass,
      )
      return { ...confirmed(first, run), ...(result.trials === undefined ? {} : { trials: result.trials }) }
    }
    runs.push(run)
  }
  return ofTrials(
    runs.map(({ result }) => result),
    pass,
  )
}
