import { UsageError } from '../errors.js'
import { didYouMean } from '../near-name.js'
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
  semanticSimilarity: ['minSimilarity', 'scorer', 'guard'],
  satisfies: ['check'],
  ignore: [],
}

/**
 * Checks a rule as it comes from a file or from code without types.
 *
 * @param given only its own members count.
 * @param place where it stands, if not in code: `rules[2]`.
 * @throws UsageError `INVALID_POLICY` naming the policy, the rule and what to write instead.
 */
export function checkRule(policy: string, given: ValidationRule, place?: string): void {
  const refuse = (what: string, why: string, hint = ''): UsageError => {
    const at = place === undefined ? what : `${place}, ${what},`
    return new UsageError('INVALID_POLICY', `policy(${JSON.stringify(policy)}): ${at} ${why}.${hint}`)
  }
  if (typeof given !== 'object' || (given as unknown) === null) throw refuse('a rule', 'is not an object')
  // What it inherits is not kept.
  const rule = { ...given }
  const { comparator, field } = rule
  if (!COMPARATOR_NAMES.includes(comparator)) {
    const given: unknown = comparator
    const hint = typeof given === 'string' ? didYouMean(given, COMPARATOR_NAMES) : ''
    const known = COMPARATOR_NAMES.join(', ')
    throw refuse(`the rule for ${JSON.stringify(field)}`, `has no known comparator: ${known}`, hint)
  }
  ruleSteps(policy, field)
  const name = `${comparator}(${field})`
  const known = SETTINGS[comparator]
  const stray = Object.keys(rule).find((key) => !['field', 'comparator', ...known].includes(key))
  if (stray !== undefined) {
    const list = known.join(', ') || 'none'
    throw refuse(name, `has no setting ${JSON.stringify(stray)}; known: ${list}`, didYouMean(stray, known))
  }
  const problem = comparator === 'ignore' ? undefined : comparatorOf(rule).problem(rule)
  if (problem !== undefined) throw refuse(name, problem)
}
