import type { ReportedRow } from '../reporting/report/run-report.js'
import { fisherExact, type Sample } from './fisher.js'
import type { SampleComparison } from './gate-result.js'
import { isReplay, nameOf } from './gated-decision.js'
import { isInverted } from './held.js'
import type { DecisionPair } from './pair-decisions.js'

/** How often the gate may be wrong in saying that something is worse, over all decisions together. */
const LEVEL = 0.05
/** 3 of 3 against 0 of 3 are 0.05 exactly, which is not below it; the sum is off by less than this. */
const ROUNDING = 1e-9

/** Whether what it came to may be chance. A recording that was made called the world as well, and compared nothing. */
export function isNoisy(row: ReportedRow): boolean {
  const { effects, trials } = row
  return isReplay(row) && (effects === 'live' || (trials !== undefined && trials.total > 1))
}

/**
 * The decisions whose head has live replays or several trials, compared with their base by an exact test. The level is
 * divided by their number (Bonferroni), so that of a hundred steady decisions none is called worse by chance.
 */
export function compareSamples(pairs: readonly DecisionPair[]): Map<DecisionPair, SampleComparison> {
  const samples = pairs.flatMap((pair) => {
    const { base, head } = pair
    const [before, after] = [counted(base?.rows ?? []), counted(head?.rows ?? [])]
    const noisy = [...(base?.rows ?? []), ...(head?.rows ?? [])].some(isNoisy)
    return noisy && head !== undefined && before.total > 0 && after.total > 0
      ? [{ pair, head, before, after }]
      : []
  })
  const level = LEVEL / Math.max(1, samples.length)
  return new Map(
    samples.map(({ pair, head, before, after }) => {
      const p = fisherExact(before, after)
      const worst = fisherExact(before, { passed: 0, total: after.total })
      const shows = (probability: number): boolean => probability < level - ROUNDING
      const answer = shows(p) ? 'worse' : shows(worst) ? 'not-shown' : 'insufficient-sample'
      return [pair, { ...nameOf(head), base: before, head: after, p, level, answer }]
    }),
  )
}

/** All trials of all replays; one without several is one. */
function counted(rows: readonly ReportedRow[]): Sample {
  let [passed, total] = [0, 0]
  for (const row of rows) {
    if (!isReplay(row) || isInverted(row)) continue
    passed += row.trials?.passed ?? (row.verdict === 'match' ? 1 : 0)
    total += row.trials?.total ?? 1
  }
  return { passed, total }
}
