import type { Verdict } from '../replay/verdict.js'
import type { ReplayRow } from './replay-row.js'

/** How many rows came to which verdict. What was only recorded was not judged. */
export function countVerdicts(
  rows: readonly Pick<ReplayRow, 'kind' | 'verdict'>[],
): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {}
  for (const { kind, verdict } of rows) {
    if (kind === 'replayed' || kind === 'not-made') counts[verdict] = (counts[verdict] ?? 0) + 1
  }
  return counts
}
