import { encode } from '../../snapshot/encode.js'
import { holdsMatcher } from '../asymmetric.js'
import type { ReplayPolicy } from '../policy.js'
import type { ValidationRule } from '../rule.js'
import { codeName } from './code-name.js'
import type { PolicyData, RuleData } from './policy-data.js'

/** A policy as data. What is code in it is named by a digest. */
export function policyToJson({ name, rules, unlisted, overrides }: ReplayPolicy): PolicyData {
  return {
    name,
    ...(unlisted === 'judged' ? {} : { unlisted }),
    rules: rules.map(ruleToJson),
    ...(overrides.length === 0
      ? {}
      : { overrides: overrides.map(({ tags, rules: own }) => ({ tags, rules: own.map(ruleToJson) })) }),
  }
}

function ruleToJson(rule: ValidationRule): RuleData {
  switch (rule.comparator) {
    case 'satisfies': {
      const { check, ...rest } = rule
      return { ...rest, code: codeName({ check }) }
    }
    case 'matchesSchema': {
      const { schema, ...rest } = rule
      return { ...rest, code: codeName({ schema }) }
    }
    case 'exactMatch': {
      const { expected, ...rest } = rule
      if (expected === undefined) return rest
      return holdsMatcher(expected)
        ? { ...rest, code: codeName({ expected }) }
        : { ...rest, expected: encode(expected, 'expected') }
    }
    case 'semanticSimilarity': {
      const { scorer, ...rest } = rule
      if (typeof scorer === 'object') return { ...rest, code: scorer.id }
      return scorer === undefined ? rest : { ...rest, scorer }
    }
    case 'maxIncreasePercent':
    case 'maxDecreasePercent':
    case 'withinRange':
    case 'matches':
    case 'ignore':
      return { ...rule }
  }
}
