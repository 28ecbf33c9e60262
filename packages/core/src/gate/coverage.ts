import type { GateBudgets } from '../config/gate-budgets.js'
import type { DecisionName } from './gate-result.js'
import { isReplayed, isThere, nameOf } from './gated-decision.js'
import type { DecisionPair } from './pair-decisions.js'

export interface CoverageFinding {
  readonly lost: readonly DecisionName[]
  readonly notReplayed: readonly DecisionName[]
}

/**
 * The baselines that are there and that the head did not replay. Those that the base did replay are lost. Where there is
 * no report of the base any of them may be, unless the budgets say how many must be replayed.
 *
 * @param headKnown whether it is known which baselines the head has; else those of the base count as there.
 */
export function compareCoverage(
  pairs: readonly DecisionPair[],
  { baseReported, headKnown }: { readonly baseReported: boolean; readonly headKnown: boolean },
  { minCoverage }: GateBudgets,
): CoverageFinding {
  const lost: DecisionName[] = []
  const notReplayed: DecisionName[] = []
  for (const { base, head } of pairs) {
    if (head !== undefined && isReplayed(head)) continue
    const there = head !== undefined && isThere(head) ? head : headKnown ? undefined : base
    if (there === undefined || there.used || !isThere(there)) continue
    const before = baseReported
      ? base !== undefined && isReplayed(base)
      : base !== undefined && minCoverage === undefined
    if (before) lost.push(nameOf(there))
    else notReplayed.push(nameOf(there))
  }
  return { lost, notReplayed }
}
