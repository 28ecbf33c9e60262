import { describe, expect, test } from 'vitest'
import { policy } from './index.js'
import type { ValidationRule } from './rule.js'

const p = policy('steady')

describe('a rule as data', () => {
  test.each<[unknown, string]>([
    [null, 'a rule is not an object'],
    ['exactMatch', 'a rule is not an object'],
    [{ field: 'output' }, 'the rule for "output" has no known comparator: exactMatch, maxIncreasePercent'],
    [{ field: 'output', comparator: 'exact' }, 'the rule for "output" has no known comparator'],
    [{ field: 'output', comparator: 'toString' }, 'has no known comparator'],
    [{ comparator: 'exactMatch' }, 'the field undefined cannot be used'],
    [{ field: 'otput', comparator: 'exactMatch' }, 'a field begins with one of output, outputs'],
    [
      { field: 'output', comparator: 'ignore', percent: 1 },
      'ignore(output) has no setting "percent"; known: none',
    ],
    [
      { field: 'output', comparator: 'maxIncreasePercent', percnt: 1 },
      'maxIncreasePercent(output) has no setting "percnt"; known: percent, floor',
    ],
    [{ field: 'output', comparator: 'maxIncreasePercent' }, 'takes a percentage and a floor'],
    [{ field: 'output', comparator: 'maxIncreasePercent', percent: -1 }, 'takes a percentage and a floor'],
    [{ field: 'output', comparator: 'maxIncreasePercent', percent: '10' }, 'takes a percentage and a floor'],
    [{ field: 'output', comparator: 'maxDecreasePercent', percent: Number.NaN }, 'takes a percentage'],
    [{ field: 'output', comparator: 'maxDecreasePercent', percent: 1, floor: -1 }, 'takes a percentage'],
    [{ field: 'output', comparator: 'withinRange' }, 'takes { min, max }, one of them, or { delta }'],
    [{ field: 'output', comparator: 'withinRange', min: 0, delta: 1 }, 'not both'],
    [{ field: 'output', comparator: 'withinRange', min: 2, max: 1 }, 'a min that is not above max'],
    [{ field: 'output', comparator: 'withinRange', delta: -1 }, 'a delta of 0 or more'],
    [{ field: 'output', comparator: 'withinRange', max: Infinity }, 'finite numbers'],
    [{ field: 'output', comparator: 'matches', pattern: '(' }, 'RE2 syntax'],
    [{ field: 'output', comparator: 'matches', pattern: /a/ }, 'a pattern and flags, both texts'],
    [{ field: 'output', comparator: 'matches', pattern: 'a', flags: 'g' }, 'the flags i, m and s'],
    [{ field: 'output', comparator: 'matches', pattern: 'a', flags: 'ii' }, 'each once'],
    [
      { field: 'output', comparator: 'semanticSimilarity', minSimilarity: 1.01 },
      'a minSimilarity from 0 to 1',
    ],
    [
      { field: 'output', comparator: 'semanticSimilarity', minSimilarity: '0.8' },
      'a minSimilarity from 0 to 1',
    ],
    [{ field: 'output', comparator: 'semanticSimilarity', minSimilarity: Number.NaN }, 'from 0 to 1'],
    [
      { field: 'output', comparator: 'semanticSimilarity', minsimilarity: 1 },
      'Did you mean "minSimilarity"?',
    ],
    [
      { field: 'output', comparator: 'semanticSimilarity', scorer: 'locale' },
      "takes 'lexical', 'local', or an object",
    ],
    [
      { field: 'output', comparator: 'semanticSimilarity', scorer: null },
      "takes 'lexical', 'local', or an object",
    ],
    [
      { field: 'output', comparator: 'semanticSimilarity', scorer: { id: '', score: () => [] } },
      'or an object',
    ],
    [
      { field: 'output', comparator: 'semanticSimilarity', scorer: { id: 'x' } },
      'a method score() or embed()',
    ],
    [{ field: 'output', comparator: 'semanticSimilarity', guard: 'numbers' }, 'takes a guard of true, false'],
    [{ field: 'output', comparator: 'semanticSimilarity', guard: [] }, 'takes a guard of true, false'],
    [{ field: 'output', comparator: 'semanticSimilarity', guard: ['number'] }, 'or a list of rules: numbers'],
    [{ field: 'output', comparator: 'satisfies' }, 'takes a function'],
    [{ field: 'output', comparator: 'matchesSchema' }, 'takes a schema'],
  ])('%j is refused', (rule, text) => {
    expect(() => p.addRule(rule as ValidationRule)).toThrow(
      expect.objectContaining({
        code: 'INVALID_POLICY',
        message: expect.stringMatching(/^policy\("steady"\): /),
      }),
    )
    expect(() => p.addRule(rule as ValidationRule)).toThrow(text)
  })

  test('the builder makes the same', () => {
    const built = p
      .exactMatch('output.a')
      .maxIncreasePercent('output.b', 10, { floor: 2 })
      .maxDecreasePercent('output.b', 20)
      .withinRange('output.c', { min: 0, max: 1 })
      .withinRange('output.c', { delta: 0.1 })
      .matches('output.d', /^x/i)
      .semanticSimilarity('output.f')
      .semanticSimilarity('output.f', { minSimilarity: 0.8, scorer: 'local', guard: ['numbers'] })
      .ignore('output.e')
    expect(built.rules).toEqual([
      { field: 'output.a', comparator: 'exactMatch' },
      { field: 'output.b', comparator: 'maxIncreasePercent', percent: 10, floor: 2 },
      { field: 'output.b', comparator: 'maxDecreasePercent', percent: 20 },
      { field: 'output.c', comparator: 'withinRange', min: 0, max: 1 },
      { field: 'output.c', comparator: 'withinRange', delta: 0.1 },
      { field: 'output.d', comparator: 'matches', pattern: '^x', flags: 'i' },
      { field: 'output.f', comparator: 'semanticSimilarity' },
      {
        field: 'output.f',
        comparator: 'semanticSimilarity',
        minSimilarity: 0.8,
        scorer: 'local',
        guard: ['numbers'],
      },
      { field: 'output.e', comparator: 'ignore' },
    ])
    expect(built.rules.reduce((again, rule) => again.addRule(rule), p).rules).toEqual(built.rules)
  })

  test('what a rule inherits is not part of it', () => {
    const limit = Object.create(
      { percent: 50 },
      {
        field: { value: 'output', enumerable: true },
        comparator: { value: 'maxIncreasePercent', enumerable: true },
      },
    ) as ValidationRule
    expect(() => p.addRule(limit)).toThrow('maxIncreasePercent(output) takes a percentage')
    expect(() => p.addRule(Object.create(limit) as ValidationRule)).toThrow('has no known comparator')
  })

  test('a rule cannot be changed from outside', () => {
    const rule = { field: 'output', comparator: 'withinRange' as const, max: 1 }
    const built = p.addRule(rule)
    rule.max = 100
    expect(built.rules).toEqual([{ field: 'output', comparator: 'withinRange', max: 1 }])
    expect(() => Object.assign(built.rules[0] as object, { max: 100 })).toThrow(TypeError)
  })
})
