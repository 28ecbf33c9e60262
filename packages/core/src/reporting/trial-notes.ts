import { describeTrials } from './describe-trials.js'
import type { ReplayRow } from './replay-row.js'

/** Decisions that are named. */
const SHOWN = 2

/**
 * How many trials matched of decisions that held, which the verdict does not tell: `gold: 2 of 3 trials matched (…)`, first
 * of those of which some did not.
 */
export function trialNotes(rows: readonly ReplayRow[]): string[] {
  const tried = rows.filter(({ ok, trials }) => ok && trials !== undefined)
  const sorted = tried.toSorted((one, other) => shareOf(one) - shareOf(other))
  const more = sorted.length - SHOWN
  return [
    ...sorted.slice(0, SHOWN).flatMap((row) => describeTrials(row).map((trials) => `${row.id}: ${trials}`)),
    ...(more > 0 ? [`… and trials of ${more} more ${more === 1 ? 'decision' : 'decisions'}`] : []),
  ]
}

function shareOf({ trials }: ReplayRow): number {
  return trials === undefined ? 1 : trials.passed / trials.total
}
