import type { DecisionSnapshot } from '../snapshot/types.js'
import type { Step } from '../snapshot/field-path.js'
import { comparatorOf } from './comparators/index.js'
import { isOfOutput } from './evaluate.js'
import { countPlaces, evaluateRule } from './evaluate-rule.js'
import { fieldView } from './field-view.js'
import { exceptions, locateRules, type LocatedRule } from './located-rule.js'
import type { ReplayPolicy } from './policy.js'
import { ruleContext } from './rule-context.js'
import type { ValidationRule } from './rule.js'
import type { PolicyViolation } from './violation.js'
import { beginEach, whenAll } from '../when-all.js'

/** What a policy says of a recording alone. */
export interface AbsoluteEvaluation {
  readonly violations: PolicyViolation[]
  /** Rules that compare with a replay, such as `maxIncreasePercent(output.price)`; or why nothing was held to any rule. */
  readonly unchecked: string[]
  /** How many places of the recording were held to a rule. */
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
  const views = { recorded: view, replayed: view }
  const exceptionsOf = (rule: LocatedRule) => (place: readonly Step[]) =>
    exceptions(rule, place, located, first)
  // A call that threw has no output; what a rule for it would say of a replay is not known yet.
  const holds = (rule: LocatedRule): boolean =>
    isAbsolute(rule.rule) && !(recorded.error !== undefined && isOfOutput(rule))
  const absolute = located.filter(holds)
  const unchecked = located
    .filter((rule) => rule.rule.comparator !== 'ignore' && !holds(rule))
    .map(({ rule: { comparator, field } }) => `${comparator}(${field})`)
  const broken = beginEach(absolute, (rule) =>
    evaluateRule(rule, exceptionsOf(rule), views, base, ruleContext()),
  )
  const checked = absolute.reduce((sum, rule) => sum + countPlaces(rule, exceptionsOf(rule), views), 0)
  return whenAll(broken, (found) => {
    const violations = found.flat()
    const isSilent = violations.length === 0 && unchecked.length === 0 && checked === 0
    return { violations, unchecked: isSilent ? [nothingToCheck(policy)] : unchecked, checked }
  })
}

function nothingToCheck({ name }: ReplayPolicy): string {
  return `policy("${name}") has no rule that judges a value of this recording by itself`
}

function isAbsolute(rule: ValidationRule): boolean {
  return rule.comparator !== 'ignore' && comparatorOf(rule).isAbsolute(rule)
}
