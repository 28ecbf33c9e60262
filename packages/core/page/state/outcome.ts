import type { PageRow } from '../../src/reporting/html/report-page-data.js'

/** What became of a row: its verdict, or that it was recorded rather than checked. */
export type Outcome = PageRow['verdict'] | 'recorded' | 'updated'

/** How bad it is, and so its colour. */
export type Tone = 'good' | 'rule' | 'change' | 'tape' | 'broken' | 'none'

/** The worst first: broken evidence, then broken rules, then plain changes. */
const TONES: Readonly<Record<Outcome, Tone>> = {
  error: 'broken',
  missing: 'broken',
  timeout: 'broken',
  escaped: 'broken',
  nondeterministic: 'broken',
  miss: 'tape',
  unused: 'tape',
  violation: 'rule',
  mismatch: 'change',
  unchecked: 'none',
  recorded: 'none',
  updated: 'none',
  match: 'good',
}

/** In the order in which they are listed. */
export const OUTCOMES = Object.keys(TONES) as readonly Outcome[]

export function outcomeOf({ kind, verdict }: PageRow): Outcome {
  return kind === 'recorded' || kind === 'updated' ? kind : verdict
}

export function toneOf(outcome: Outcome): Tone {
  return TONES[outcome]
}

/** Rows by outcome, those there are, in the order of {@link OUTCOMES}. */
export function countOutcomes(rows: readonly PageRow[]): { outcome: Outcome; count: number }[] {
  const counts = new Map<Outcome, number>()
  for (const row of rows) counts.set(outcomeOf(row), (counts.get(outcomeOf(row)) ?? 0) + 1)
  return OUTCOMES.flatMap((outcome) => {
    const count = counts.get(outcome)
    return count === undefined ? [] : [{ outcome, count }]
  })
}
