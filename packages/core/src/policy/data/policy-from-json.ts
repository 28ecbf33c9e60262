import { UsageError } from '../../errors.js'
import { didYouMean } from '../../near-name.js'
import { decode } from '../../snapshot/decode.js'
import { encode } from '../../snapshot/encode.js'
import { isFields } from '../../snapshot/is-fact.js'
import { checkRule } from '../check-rule.js'
import { ReplayPolicy } from '../policy.js'
import type { ValidationRule } from '../rule.js'
import type { OverrideData, PolicyData, RuleData } from './policy-data.js'

const POLICY_KEYS = ['$schema', 'name', 'unlisted', 'rules', 'overrides']
const OVERRIDE_KEYS = ['tags', 'rules']

/**
 * Makes a policy from data.
 *
 * @throws UsageError `INVALID_POLICY` naming the policy, the rule, and the name that was probably meant.
 */
export function policyFromJson(data: unknown): ReplayPolicy {
  const { name, unlisted = 'judged', rules, overrides = [] } = checked(data)
  return new ReplayPolicy(
    name,
    readRules(name, rules, 'rules'),
    unlisted,
    list(name, overrides, 'overrides').map((override, index) => readOverride(name, override, index)),
  )
}

function checked(data: unknown): PolicyData {
  if (!isFields(data)) throw invalid('a policy', `is an object with a name and rules, not ${kindOf(data)}`)
  const name = typeof data['name'] === 'string' ? data['name'] : ''
  checkKeys(`policy(${JSON.stringify(name)})`, data, POLICY_KEYS)
  const { unlisted, $schema } = data
  if ($schema !== undefined && typeof $schema !== 'string') {
    throw invalid(`policy(${JSON.stringify(name)})`, `$schema is a text, not ${kindOf($schema)}`)
  }
  if (unlisted !== undefined && unlisted !== 'judged' && unlisted !== 'dropped') {
    throw invalid(
      `policy(${JSON.stringify(name)})`,
      `unlisted is judged or dropped, not ${JSON.stringify(unlisted)}`,
    )
  }
  return data as unknown as PolicyData
}

function readOverride(name: string, override: OverrideData, index: number) {
  const at = `overrides[${index}]`
  if (!isFields(override)) throw invalid(`policy(${JSON.stringify(name)})`, `${at} is not an object`)
  checkKeys(`policy(${JSON.stringify(name)}): ${at}`, override, OVERRIDE_KEYS)
  const { tags, rules } = override
  const texts = isFields(tags) ? Object.values(tags) : []
  if (texts.length === 0 || !texts.every((tag) => typeof tag === 'string')) {
    throw invalid(`policy(${JSON.stringify(name)})`, `${at} has no tags, texts by name`)
  }
  return { tags: { ...tags }, rules: readRules(name, rules, `${at}.rules`) }
}

function readRules(name: string, rules: readonly RuleData[], at: string): ValidationRule[] {
  return list(name, rules, at).map((rule, index) => {
    if (isFields(rule) && rule.code !== undefined) {
      const what = `${rule.comparator}(${rule.field})`
      throw invalid(
        `policy(${JSON.stringify(name)})`,
        `${at}[${index}], ${what}, is code (${rule.code}) and cannot be read from data. Add it in TypeScript`,
      )
    }
    const place = `${at}[${index}]`
    const read =
      isFields(rule) && 'expected' in rule ? withExpected(name, rule, place) : (rule as ValidationRule)
    checkRule(name, read, place)
    return read
  })
}

function withExpected(name: string, { expected = null, ...rule }: RuleData, place: string): ValidationRule {
  const refuse = (why: string): UsageError =>
    invalid(`policy(${JSON.stringify(name)})`, `${place}, ${rule.comparator}(${rule.field}), expects ${why}`)
  let value: unknown
  try {
    // Deeper than any recording is too deep to be read.
    encode(expected, 'expected')
    value = decode(expected)
  } catch (error) {
    throw refuse(`what no recording can hold: ${(error as Error).message}`)
  }
  if (value === undefined)
    throw refuse('undefined, which a rule has for the recorded value. Leave expected out')
  return { ...rule, expected: value } as ValidationRule
}

function list<T>(name: string, items: readonly T[] | undefined, at: string): readonly T[] {
  if (!Array.isArray(items))
    throw invalid(`policy(${JSON.stringify(name)})`, `${at} is a list, not ${kindOf(items)}`)
  return items as readonly T[]
}

function checkKeys(of: string, data: object, known: readonly string[]): void {
  const stray = Object.keys(data).find((key) => !known.includes(key))
  if (stray === undefined) return
  const near = didYouMean(stray, known)
  throw invalid(of, `there is no ${JSON.stringify(stray)}; known: ${known.join(', ')}`, near)
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'left out'
  return value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`
}

function invalid(of: string, why: string, hint = ''): UsageError {
  return new UsageError('INVALID_POLICY', `${of}: ${why}.${hint}`)
}
