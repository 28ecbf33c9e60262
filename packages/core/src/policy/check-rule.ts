import { UsageError } from '../errors.js'
import { COMPARATOR_NAMES, comparatorOf } from './comparators/index.js'
import { ruleSteps, type Comparator, type ValidationRule } from './rule.js'

/** What each comparator takes beside the field. */
const SETTINGS: Readonly<Record<Comparator, readonly string[]>> = {
  exactMatch: ['expected'],
  maxIncreasePercent: ['percent', 'floor'],
  maxDecreasePercent: ['percent', 'floor'],
  withinRange: ['min', 'max', 'delta'],
  matchesSchema: ['schema'],
  matches: ['pattern', 'flags'],
  satisfies: ['check'],
  ignore: [],
}

/**
 * Checks a rule as it comes from a file or from code without types.
 *
 * @throws UsageError `INVALID_POLICY` naming the policy, the rule and what to write instead.
 */
export function checkRule(policy: string, rule: ValidationRule): void {
  if (typeof rule !== 'object' || (rule as unknown) === null)
    throw invalid(policy, 'a rule', 'is not an object')
  const { comparator, field } = rule
  if (!COMPARATOR_NAMES.includes(comparator)) {
    const known = COMPARATOR_NAMES.join(', ')
    throw invalid(policy, `the rule for ${JSON.stringify(field)}`, `has no known comparator: ${known}`)
  }
  ruleSteps(policy, field)
  const name = `${comparator}(${field})`
  const known = SETTINGS[comparator]
  const stray = Object.keys(rule).find((key) => !['field', 'comparator', ...known].includes(key))
  if (stray !== undefined) {
    throw invalid(
      policy,
      name,
      `has no setting ${JSON.stringify(stray)}; known: ${known.join(', ') || 'none'}`,
    )
  }
  const problem = comparator === 'ignore' ? undefined : comparatorOf(rule).problem(rule)
  if (problem !== undefined) throw invalid(policy, name, problem)
}

function invalid(policy: string, rule: string, why: string): UsageError {
  return new UsageError('INVALID_POLICY', `policy("${policy}"): ${rule} ${why}.`)
}
