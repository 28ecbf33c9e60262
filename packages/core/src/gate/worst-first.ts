import type { Verdict } from '../replay/verdict.js'
import type { FailedDecision } from './gate-result.js'

/** Broken evidence first, then broken rules, then plain changes. */
const SEVERITY: readonly Verdict[] = [
  ...(['error', 'missing', 'timeout', 'escaped', 'miss', 'unused', 'violation', 'mismatch'] as const),
  ...(['nondeterministic', 'unchecked', 'match'] as const),
]

/** The same every time: by verdict, then by id and test. */
export function worstFirst(failed: readonly FailedDecision[]): FailedDecision[] {
  const keyed = failed.map((one) => ({ one, key: JSON.stringify([one.id, one.store, one.test]) }))
  return keyed
    .sort(
      (a, b) =>
        SEVERITY.indexOf(a.one.verdict) - SEVERITY.indexOf(b.one.verdict) ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    )
    .map(({ one }) => one)
}
