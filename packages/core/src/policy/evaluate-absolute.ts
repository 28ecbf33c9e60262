import type { DecisionSnapshot } from '../snapshot/types.js'
import { comparatorOf } from './comparators/index.js'
import { evaluateRule } from './evaluate-rule.js'
import { fieldView } from './field-view.js'
import { exceptions, locateRules } from './located-rule.js'
import type { ReplayPolicy } from './policy.js'
import { ruleContext } from './rule-context.js'
import type { ValidationRule } from './rule.js'
import type { PolicyViolation } from './violation.js'
import { whenAll } from '../when-all.js'

/** What a policy says of a recording alone. */
export interface AbsoluteEvaluation {
  readonly violations: PolicyViolation[]
  /** Rules that compare with a replay, such as `maxIncreasePercent(output.price)`: they say nothing yet. */
  readonly unchecked: string[]
  /** How many rules were held to the recording. */
  readonly checked: number
}

/**
 * Holds a recording to the rules that judge a value by itself.
 *
 * @returns a promise only where a check of the user's gives one.
 * @throws PolicyError `CHECK_FAILED`
 */
export function evaluateAbsolute(
  policy: ReplayPolicy,
  recorded: DecisionSnapshot,
): AbsoluteEvaluation | Promise<AbsoluteEvaluation> {
  const located = locateRules(policy, recorded.tags)
  const first = recorded.outputs[0]?.name
  const view = fieldView(recorded, first)
  const base = { policy: policy.name, snapshotId: recorded.id }
  const absolute = located.filter(({ rule }) => isAbsolute(rule))
  const unchecked = located
    .filter(({ rule }) => rule.comparator !== 'ignore' && !isAbsolute(rule))
    .map(({ rule: { comparator, field } }) => `${comparator}(${field})`)
  const broken = absolute.map((rule) =>
    evaluateRule(
      rule,
      (place) => exceptions(rule, place, located, first),
      { recorded: view, replayed: view },
      base,
      ruleContext(),
    ),
  )
  return whenAll(broken, (violations) => ({
    violations: violations.flat(),
    unchecked,
    checked: absolute.length,
  }))
}

function isAbsolute(rule: ValidationRule): boolean {
  return rule.comparator !== 'ignore' && comparatorOf(rule).isAbsolute(rule)
}
