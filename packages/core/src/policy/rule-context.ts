import type { ComparisonContext } from './comparators/comparison.js'

/** What the rules of one evaluation have in common: see {@link ComparisonContext}. */
export type RuleContext = Omit<ComparisonContext, 'place'>

/** A context for one evaluation. */
export function ruleContext(given: Partial<Pick<RuleContext, 'scorer' | 'signal'>> = {}): RuleContext {
  return { ...given, scores: [], warnings: [] }
}
