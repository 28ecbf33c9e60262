import type { Comparator } from './rule.js'

/** What is wrong: a rule was broken, a field changed that no rule names, or a rule's field is on neither side. */
export type ViolationKind = 'rule-broken' | 'unlisted-change' | 'unresolved-field'

/** One way in which a replayed decision is not what its policy allows. Texts are as recorded: print them with care. */
export interface PolicyViolation {
  policy: string
  ruleName: string
  comparator: Comparator
  kind: ViolationKind
  /** Set where the rule judges the replayed value alone: no accepted outcome and no new recording allows what it forbids. */
  absolute?: true
  field: string
  expected: string
  actual: string
  score?: number
  threshold?: number
  message: string
  snapshotId: string
}
