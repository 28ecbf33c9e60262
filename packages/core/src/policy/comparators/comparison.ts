import type { JsonValue } from '../../snapshot/types.js'
import type { Comparator, RuleOf } from '../rule.js'

/** One field of both sides, encoded. A side that lacks the field is undefined; never both. */
export interface Comparison {
  readonly recorded: JsonValue | undefined
  readonly replayed: JsonValue | undefined
}

/** Why a comparator is not content. */
export interface Finding {
  readonly expected: string
  readonly actual: string
  /** What it says after the field's path. */
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
  compare(comparison: Comparison, rule: RuleOf<C>): Judged
}
