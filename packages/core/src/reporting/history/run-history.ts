import type { Verdict } from '../../replay/verdict.js'
import { countVerdicts } from '../count-verdicts.js'
import type { RunReport } from '../report/run-report.js'
import { worstFirst } from '../worst-first.js'
import { addRunFile, runFileTexts } from './run-files.js'

/** How many runs are kept, and how many decisions of each. */
const RUNS = 50
const OUTCOMES = 5_000

/** What became of a decision in a run. */
export interface PastOutcome {
  readonly store: string
  readonly id: string
  readonly policy?: string
  /** Content hash of the recording. */
  readonly baseline: string
  readonly verdict: Verdict
  readonly ok: boolean
  readonly executionTimeMs: number
}

/** A run of this machine. */
export interface PastRun {
  /** When it ended, ISO 8601: that of its report. */
  readonly createdAt: string
  readonly commit?: string
  /** Decisions that were checked, by what became of them. */
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>
  /** Assertions that held, and that did not. */
  readonly held: number
  readonly failed: number
  /** Of at most 5,000 decisions, those first that did not hold. */
  readonly outcomes: readonly PastOutcome[]
}

/** Keeps what became of a run. Where that cannot be written nothing happens: no run fails by it. */
export function keepRun(report: RunReport, root: string): void {
  const run = pastRun(report)
  try {
    addRunFile(root, JSON.stringify(run), { failed: run.failed > 0, most: RUNS })
  } catch {
    // Full or read-only: there is no history then.
  }
}

/** The last 50 runs of a project on this machine, the oldest first. None where nothing is known of any. */
export function runHistory(root: string): PastRun[] {
  return runFileTexts(root).flatMap((text) => parsed(text) ?? [])
}

function pastRun({ createdAt, commit, rows }: RunReport): PastRun {
  const failed = worstFirst(rows)
  const outcomes: PastOutcome[] = []
  for (const row of [...failed, ...rows.filter(({ ok }) => ok)]) {
    const { store, id, policy, baseline, verdict, ok, executionTimeMs } = row
    if (store === undefined || baseline === undefined || row.kind !== 'replayed') continue
    const outcome = { store, id, baseline: baseline.hash, verdict, ok, executionTimeMs }
    outcomes.push(policy === undefined ? outcome : { ...outcome, policy })
    if (outcomes.length === OUTCOMES) break
  }
  return {
    createdAt,
    ...(commit === undefined ? {} : { commit: commit.id }),
    verdicts: countVerdicts(rows),
    ...{ held: rows.length - failed.length, failed: failed.length, outcomes },
  }
}

function parsed(text: string): PastRun | undefined {
  try {
    const run = JSON.parse(text) as Partial<PastRun>
    return run.verdicts === undefined ? undefined : (run as PastRun)
  } catch {
    // Its process was killed while it wrote.
    return undefined
  }
}
