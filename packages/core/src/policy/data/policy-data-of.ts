import { UsageError } from '../../errors.js'
import { encode } from '../../snapshot/encode.js'
import { isFields } from '../../snapshot/is-fact.js'
import { isPlainObject } from '../../snapshot/plain-object.js'
import { isPolicy } from '../is-policy.js'
import type { ReplayPolicy } from '../policy.js'
import type { PolicyData } from './policy-data.js'

/**
 * A policy as data. Data is taken as it is where it has the shape of a policy: it may come from a report, with rules that
 * are code and cannot be read back.
 *
 * @param of the call that errors name.
 * @throws UsageError `INVALID_POLICY` naming the place that is wrong.
 */
export function policyDataOf(policy: ReplayPolicy | PolicyData, of: string): PolicyData {
  try {
    if (isPolicy(policy) && 'toJSON' in policy) return policy.toJSON()
    encode(policy, 'policy')
  } catch (cause) {
    throw refusal(of, `this cannot be read as data: ${(cause as Error).message}`, cause)
  }
  const problem = shapeProblem(policy)
  if (problem === undefined) return policy
  throw refusal(of, problem)
}

function shapeProblem(data: unknown): string | undefined {
  if (!isFields(data) || !Array.isArray(data['rules'])) return 'there is no list "rules"'
  if (!isJsonData(data)) return 'there is something in it that JSON cannot hold'
  const { rules, overrides = [] } = data
  if (!Array.isArray(overrides)) return '"overrides" is not a list'
  return (
    rulesProblem(rules as unknown[], 'rules') ??
    first(overrides, (override: unknown, index) => {
      const at = `overrides[${index}]`
      if (!isFields(override) || !isFields(override['tags']) || !Array.isArray(override['rules'])) {
        return `${at} has no tags and rules`
      }
      return rulesProblem(override['rules'], `${at}.rules`)
    })
  )
}

function rulesProblem(rules: readonly unknown[], at: string): string | undefined {
  return first(rules, (rule, index) =>
    isFields(rule) && typeof rule['field'] === 'string' && typeof rule['comparator'] === 'string'
      ? undefined
      : `${at}[${index}] has no field and comparator`,
  )
}

function first<T>(items: readonly T[], problemOf: (item: T, index: number) => string | undefined) {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item, index)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** Depth and cycles have been looked at. */
function isJsonData(value: unknown): boolean {
  if (typeof value !== 'object') return typeof value !== 'bigint'
  if (value === null) return true
  return Array.isArray(value)
    ? value.every(isJsonData)
    : isPlainObject(value) && Object.values(value).every(isJsonData)
}

function refusal(of: string, why: string, cause?: unknown): UsageError {
  const end = why.endsWith('.') ? '' : '.'
  return new UsageError('INVALID_POLICY', `${of} takes policies, or their data: ${why}${end}`, { cause })
}
