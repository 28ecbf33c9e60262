import type { LiveSettings } from '../../../config/live-settings.js'
import { isSnapshot } from '../../../replay/find-recorded.js'
import type { ReplayResult } from '../../../replay/types.js'
import { ProgressLine } from '../../../reporting/progress-line.js'
import { replayRow, type ReplayRow } from '../../../reporting/replay-row.js'
import type { DecisionSnapshot } from '../../../snapshot/types.js'
import { Journal } from '../journal.js'
import type { Replayed } from '../replay-recordings.js'
import type { ReplayRun } from '../replay-run.js'
import { recordingOf } from '../targets.js'
import { Budget } from './budget.js'
import { driftOf, type DriftOfRecording } from './drift-report.js'
import { Pace, pause } from './pace.js'
import { rowOfTrials } from './row-of-trials.js'
import { spendingOf } from './spending-of.js'
import { trialOf, type Trial } from './trial.js'
import { writeDrift } from './write-drift.js'

const ATTEMPTS = 3
const BACKOFF_MS = 1_000

/**
 * Asks the world on the recorded inputs, one call after the other, as long as the budget lasts, and writes what drifted.
 * Trials that were made are kept: a later run goes on behind them.
 */
export async function replayLive(run: ReplayRun, settings: LiveSettings): Promise<Replayed> {
  const { terminal, ids, store, policy, mode, trials, pass } = run
  const journal = Journal.open<Trial>(terminal.cwd, run.key, run.resume)
  if (journal.refused !== undefined) terminal.note(`Retrial: ${journal.refused}.`)
  const budget = new Budget(settings)
  const pace = new Pace(settings.callsPerMinute)
  const rows: ReplayRow[] = []
  const drift: DriftOfRecording[] = []
  const progress = new ProgressLine(terminal.progress, ids.length)
  let [taken, stopped]: [number, string | undefined] = [0, undefined]
  for (const id of ids) {
    const recorded = await recordingOf(store, id)
    if (!isSnapshot(recorded)) {
      rows.push(replayRow(recorded, 'replayed', false, { policy, mode }))
      progress.add(false)
      continue
    }
    const made = journal.known(id, recorded.contentHash).slice(0, trials)
    if (made.length === trials) taken++
    const all = [...made]
    while (all.length < trials && stopped === undefined) {
      const trial = await oneTrial(run, settings, recorded, budget, pace)
      if (typeof trial === 'string') stopped = trial
      else {
        journal.add(id, recorded.contentHash, trial)
        all.push(trial)
      }
    }
    const [first, ...others] = all
    if (first !== undefined && all.length === trials) {
      const row = rowOfTrials([first, ...others], pass)
      rows.push(row)
      progress.add(row.ok)
      drift.push(driftOf(recorded, [first, ...others], settings))
    }
    if (stopped !== undefined) break
  }
  progress.end()
  const left = ids.length - rows.length
  if (stopped === undefined) journal.remove()
  else stopped = `${stopped}; ${left} of ${ids.length} recordings are left`
  const extent = { ...budget.spent, left, ...(stopped === undefined ? {} : { stopped }) }
  const written = writeDrift(run, drift, extent)
  terminal.note(`Drift: ${written}`)
  return { rows, taken, ...(stopped === undefined ? {} : { stopped }) }
}

/** One trial, or why it could not be made. A world that fails is asked again. */
async function oneTrial(
  { terminal: { signal }, engine, policy, mode, timeoutMs }: ReplayRun,
  settings: LiveSettings,
  recorded: DecisionSnapshot,
  budget: Budget,
  pace: Pace,
): Promise<Trial | string> {
  const { attempts = ATTEMPTS, backoffMs = BACKOFF_MS } = settings
  const expected = spendingOf(recorded, settings)
  for (let attempt = 1; ; attempt++) {
    const refusal = budget.refusal(expected)
    if (refusal !== undefined) return refusal
    await pace.turn(signal)
    if (signal.aborted) return 'it was stopped'
    let result: ReplayResult
    try {
      result = await engine.replay(recorded, {
        ...{ effects: 'live' as const, mode, signal },
        ...(policy === undefined ? {} : { policy }),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      })
    } catch (error) {
      if (!isAborted(signal)) throw error
      return 'it was stopped'
    }
    const { replayedSnapshot } = result
    const worldFailed = result.error?.code === 'RECORDING_FAILED'
    const measured = replayedSnapshot === undefined ? expected : spendingOf(replayedSnapshot, settings)
    // A world that failed has counted no tokens: what it did not answer costs nothing that is known of.
    const spent = worldFailed
      ? { ...measured, tokens: measured.tokens ?? 0, cost: measured.cost ?? 0 }
      : measured
    budget.add(spent)
    pace.made(spent.calls)
    if (!worldFailed || attempt >= attempts) {
      const row = replayRow(result, 'replayed', result.verdict === 'match', { policy, mode, effects: 'live' })
      return trialOf(row, result, spent)
    }
    await pause(backoffMs * 2 ** (attempt - 1), signal)
  }
}

/** Asked anew: it may have been while something was waited for. */
function isAborted({ aborted }: AbortSignal): boolean {
  return aborted
}
