import type { ScorerChoice } from '../../similarity/scorer-choice.js'
import type { Step } from '../../snapshot/field-path.js'
import type { JsonValue } from '../../snapshot/types.js'
import type { FieldScore } from '../field-score.js'
import type { Comparator, RuleOf } from '../rule.js'

/** One field of both sides, encoded. A side that lacks the field is undefined; never both. */
export interface Comparison {
  readonly recorded: JsonValue | undefined
  readonly replayed: JsonValue | undefined
}

/** What a comparator knows of the replay beside the two sides, and tells of it beside a finding. */
export interface ComparisonContext {
  /** Where the field is. */
  readonly place: readonly Step[]
  /** That of the engine. */
  readonly scorer?: ScorerChoice | undefined
  readonly signal?: AbortSignal | undefined
  /** Takes what a field scored, whether or not that was enough. */
  readonly scores: FieldScore[]
  readonly warnings: string[]
}

/** Why a comparator is not content. */
export interface Finding {
  /** Where in the field it is, from there on. Default: the whole of it. */
  readonly at?: readonly Step[]
  readonly expected: string
  readonly actual: string
  /** What it says after the path. */
  readonly message: string
  readonly score?: number
  readonly threshold?: number
}

/** What a check came to: at once, or later. Undefined means it passes. */
export type Judged = Finding | undefined | Promise<Finding | undefined>

/** How the rules of one kind are read and judged. */
export interface ComparatorKind<C extends Comparator> {
  /** What is wrong with a rule's own settings, in words that go on from "it"; undefined where they are right. */
  problem(rule: RuleOf<C>): string | undefined
  /** Whether the replayed value alone decides, so that the rule can be held to a recording as well. */
  isAbsolute(rule: RuleOf<C>): boolean
  /** @throws PolicyError `CHECK_FAILED` when code of the user's throws. */
  compare(comparison: Comparison, rule: RuleOf<C>, context: ComparisonContext): Judged
}
