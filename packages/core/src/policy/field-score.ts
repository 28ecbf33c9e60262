import type { GuardState } from '../similarity/compare-values.js'

/** How alike a field was to what was recorded, whether or not that was enough. */
export interface FieldScore {
  /** Where it was least alike: the field of the rule, or a place in it. */
  field: string
  /** 0 to 1. */
  score: number
  /** The smallest score that is enough. */
  threshold: number
  /** The id of the scorer, such as `lexical-trigram@1`. */
  scorer: string
  /**
   * Whether contradictions were looked for as well. `partial`: only some rules ran, by the policy, or because there are
   * no lists of words for the language of a text.
   */
  guard: GuardState
}
