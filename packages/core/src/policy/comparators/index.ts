import type { Comparator, ValidationRule } from '../rule.js'
import type { ComparatorKind } from './comparison.js'
import { exactMatch } from './exact-match.js'
import { matches } from './matches.js'
import { matchesSchema } from './matches-schema.js'
import { maxDecreasePercent, maxIncreasePercent } from './max-change-percent.js'
import { satisfies } from './satisfies.js'
import { semanticSimilarity } from './semantic-similarity.js'
import { withinRange } from './within-range.js'

type Comparing = Exclude<Comparator, 'ignore'>

/** Every comparator by its name. `ignore` compares nothing. */
const COMPARATORS: { readonly [C in Comparing]: ComparatorKind<C> } = {
  exactMatch,
  maxIncreasePercent,
  maxDecreasePercent,
  withinRange,
  matchesSchema,
  matches,
  semanticSimilarity,
  satisfies,
}

export const COMPARATOR_NAMES: readonly string[] = [...Object.keys(COMPARATORS), 'ignore']

/** The comparator of a rule. */
export function comparatorOf(rule: ValidationRule & { comparator: Comparing }): ComparatorKind<Comparing> {
  return COMPARATORS[rule.comparator] as ComparatorKind<Comparing>
}
