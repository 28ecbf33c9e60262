import { firstOutputName } from '../diff/diff-snapshots.js'
import type { LocatedChange } from '../diff/diff-values.js'
import { encode } from '../snapshot/encode.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { countPlaces, evaluateRule, type ViolationBase } from './evaluate-rule.js'
import { fieldView } from './field-view.js'
import { exceptions, locateRules, rules, type LocatedRule } from './located-rule.js'
import type { ReplayPolicy } from './policy.js'
import { ruleContext, type RuleContext } from './rule-context.js'
import { showChange } from '../snapshot/show-change.js'
import type { PolicyViolation } from './violation.js'
import { beginEach, whenAll } from '../when-all.js'

/**
 * Judges a replayed decision by a policy.
 *
 * @param changes what the mode finds changed in the outcome; those that no rule names are violations too.
 * @param context is told what fields scored, and what else there is to say.
 * @returns a promise only where a check of the user's gives one.
 * @throws PolicyError `CHECK_FAILED`
 */
export function evaluatePolicy(
  policy: ReplayPolicy,
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot,
  changes: readonly LocatedChange[],
  context: RuleContext = ruleContext(),
): PolicyViolation[] | Promise<PolicyViolation[]> {
  const base = { policy: policy.name, snapshotId: recorded.id }
  const { located, first, views } = sidesOf(policy, recorded, replayed)
  const judged = policy.unlisted === 'judged'
  const held = located.filter((rule) => !(judged && isOfOutput(rule) && bothThrew(recorded, replayed)))
  const broken = beginEach(held, (rule) =>
    evaluateRule(rule, (place) => exceptions(rule, place, located, first), views, base, context),
  )
  const unlisted = judged
    ? changes.filter(({ steps }) => !located.some((rule) => rules(rule, steps, first)))
    : []
  return whenAll(broken, (violations) => [
    ...violations.flat(),
    ...unlisted.map((change) => unlistedChange(change, base)),
  ])
}

/**
 * Whether a policy that judges {@link ReplayPolicy.only} what its rules name has found nothing to judge: no rule is for
 * decisions with these tags, say, or all of them are for elements of empty lists.
 */
export function judgesNothing(
  policy: ReplayPolicy,
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot,
): boolean {
  if (policy.unlisted === 'judged') return false
  const { located, first, views } = sidesOf(policy, recorded, replayed)
  return located.every(
    (rule) => countPlaces(rule, (place) => exceptions(rule, place, located, first), views) === 0,
  )
}

function sidesOf(policy: ReplayPolicy, recorded: DecisionSnapshot, replayed: DecisionSnapshot) {
  const located = locateRules(policy, recorded.tags)
  const first = firstOutputName(recorded, replayed)
  const views = { recorded: fieldView(recorded, first), replayed: fieldView(replayed, first) }
  return { located, first, views }
}

/** Where both sides threw there is no output to hold a rule to; the mode judges the error. */
function bothThrew(recorded: DecisionSnapshot, replayed: DecisionSnapshot): boolean {
  return recorded.error !== undefined && replayed.error !== undefined
}

export function isOfOutput({ steps: [root] }: LocatedRule): boolean {
  return root === 'output' || root === 'outputs'
}

function unlistedChange(
  { fieldPath, oldValue, newValue, changeType }: LocatedChange,
  base: ViolationBase,
): PolicyViolation {
  const [expected, actual] = showChange(
    changeType === 'added' ? undefined : encode(oldValue),
    changeType === 'removed' ? undefined : encode(newValue),
  )
  return {
    ...base,
    ruleName: 'unlisted-change',
    comparator: 'exactMatch',
    kind: 'unlisted-change',
    field: fieldPath,
    expected,
    actual,
    message: `${fieldPath} was ${expected}, is now ${actual}, and no rule of the policy allows it`,
  }
}
