import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  comparePolicies,
  policy,
  type PolicyComparison,
  type PolicyData,
  type ReplayPolicy,
  type StandardSchema,
} from './index.js'

const p = policy('p')
const byHand = (): StandardSchema => ({
  '~standard': { version: 1, vendor: 'own', validate: () => ({}) },
})
const NAMES = ['loosened', 'tightened', 'changed', 'added', 'removed'] as const

function summary(comparison: PolicyComparison): string[] {
  return NAMES.flatMap((name) =>
    comparison[name].map(
      ({ comparator, field, tags }) => `${name} ${comparator}(${field})${tags ? ' for tags' : ''}`,
    ),
  )
}

describe('a rule', () => {
  test.each<[string, ReplayPolicy, ReplayPolicy, string[]]>([
    ['as it was', p.exactMatch('output'), p.exactMatch('output'), []],
    [
      'with an expected value that is written in another order',
      policy.fromJSON({
        name: 'p',
        rules: [{ field: 'output', comparator: 'exactMatch', expected: { a: 1, b: { c: 1, d: 2 } } }],
      }),
      p.exactMatch('output', { b: { d: 2, c: 1 }, a: 1 }),
      [],
    ],
    [
      'with flags in another order',
      policy.fromJSON({
        name: 'p',
        rules: [{ field: 'output', comparator: 'matches', pattern: 'a', flags: 'mi' }],
      }),
      p.matches('output', /a/im),
      [],
    ],
    ['new', p, p.exactMatch('output'), ['added exactMatch(output)']],
    ['gone', p.exactMatch('output'), p, ['removed exactMatch(output)']],
    [
      'of another kind',
      p.exactMatch('output'),
      p.ignore('output'),
      ['added ignore(output)', 'removed exactMatch(output)'],
    ],
    [
      'more percent',
      p.maxIncreasePercent('output', 5),
      p.maxIncreasePercent('output', 10),
      ['loosened maxIncreasePercent(output)'],
    ],
    [
      'less percent',
      p.maxIncreasePercent('output', 5),
      p.maxIncreasePercent('output', 1),
      ['tightened maxIncreasePercent(output)'],
    ],
    [
      'a floor',
      p.maxDecreasePercent('output', 5),
      p.maxDecreasePercent('output', 5, { floor: 1 }),
      ['loosened maxDecreasePercent(output)'],
    ],
    ['a floor of 0', p.maxDecreasePercent('output', 5), p.maxDecreasePercent('output', 5, { floor: 0 }), []],
    [
      'more percent, less floor',
      p.maxIncreasePercent('output', 5, { floor: 5 }),
      p.maxIncreasePercent('output', 6),
      ['changed maxIncreasePercent(output)'],
    ],
    [
      'a wider range',
      p.withinRange('output', { min: 0, max: 1 }),
      p.withinRange('output', { min: -1, max: 2 }),
      ['loosened withinRange(output)'],
    ],
    [
      'a narrower range',
      p.withinRange('output', { min: 0, max: 1 }),
      p.withinRange('output', { min: 0, max: 0.5 }),
      ['tightened withinRange(output)'],
    ],
    [
      'a shifted range',
      p.withinRange('output', { min: 0, max: 1 }),
      p.withinRange('output', { min: 1, max: 2 }),
      ['changed withinRange(output)'],
    ],
    [
      'a bound less',
      p.withinRange('output', { min: 0, max: 1 }),
      p.withinRange('output', { min: 0 }),
      ['loosened withinRange(output)'],
    ],
    [
      'a larger delta',
      p.withinRange('output', { delta: 1 }),
      p.withinRange('output', { delta: 2 }),
      ['loosened withinRange(output)'],
    ],
    [
      'less similarity',
      p.semanticSimilarity('output', { minSimilarity: 0.8 }),
      p.semanticSimilarity('output', { minSimilarity: 0.7 }),
      ['loosened semanticSimilarity(output)'],
    ],
    [
      'more similarity, and the guard named as it is',
      p.semanticSimilarity('output', { minSimilarity: 0.8 }),
      p.semanticSimilarity('output', { minSimilarity: 0.9, guard: true }),
      ['tightened semanticSimilarity(output)'],
    ],
    [
      'the similarity left to the scorer',
      p.semanticSimilarity('output', { minSimilarity: 0.8 }),
      p.semanticSimilarity('output'),
      ['changed semanticSimilarity(output)'],
    ],
    [
      'no guard',
      p.semanticSimilarity('output'),
      p.semanticSimilarity('output', { guard: false }),
      ['loosened semanticSimilarity(output)'],
    ],
    [
      'a guard of few rules for one of all',
      p.semanticSimilarity('output', { guard: ['numbers'] }),
      p.semanticSimilarity('output'),
      ['tightened semanticSimilarity(output)'],
    ],
    [
      'a guard of one rule less',
      p.semanticSimilarity('output', { guard: ['numbers', 'content'] }),
      p.semanticSimilarity('output', { guard: ['numbers'] }),
      ['loosened semanticSimilarity(output)'],
    ],
    [
      'a guard of other rules',
      p.semanticSimilarity('output', { guard: ['content'] }),
      p.semanticSimilarity('output', { guard: ['numbers'] }),
      ['changed semanticSimilarity(output)'],
    ],
    [
      'another scorer, by whose measure less may be more',
      p.semanticSimilarity('output', { minSimilarity: 0.8, scorer: 'local' }),
      p.semanticSimilarity('output', { minSimilarity: 0.4, scorer: 'lexical' }),
      ['changed semanticSimilarity(output)'],
    ],
    ['another pattern', p.matches('output', 'a'), p.matches('output', 'b'), ['changed matches(output)']],
    [
      'another check',
      p.satisfies('output', () => true),
      p.satisfies('output', () => false),
      ['changed satisfies(output)'],
    ],
    ['the same check', p.satisfies('output', () => true), p.satisfies('output', () => true), []],
    [
      'another expected value',
      p.exactMatch('output', 1),
      p.exactMatch('output', 2),
      ['changed exactMatch(output)'],
    ],
    [
      'another schema of one library',
      p.matchesSchema('output', z.number().max(5)),
      p.matchesSchema('output', z.number().max(6)),
      ['changed matchesSchema(output)'],
    ],
    [
      'another schema of a library that cannot write it as JSON Schema',
      p.matchesSchema('output', v.pipe(v.number(), v.maxValue(5))),
      p.matchesSchema('output', v.pipe(v.number(), v.maxValue(6))),
      ['changed matchesSchema(output)'],
    ],
    [
      'a schema that has no JSON Schema, changed',
      p.matchesSchema('output', z.object({ at: z.date() })),
      p.matchesSchema('output', z.object({ at: z.date().optional() })),
      ['changed matchesSchema(output)'],
    ],
    [
      'a schema made anew',
      p.matchesSchema('output', type({ a: 'number <= 5' })),
      p.matchesSchema('output', type({ a: 'number <= 5' })),
      [],
    ],
    [
      'a schema written by hand',
      p.matchesSchema('output', byHand()),
      p.matchesSchema('output', byHand()),
      [],
    ],
    [
      'another matcher of one kind',
      p.exactMatch('output', expect.stringMatching(/^req_\d+$/)),
      p.exactMatch('output', expect.stringMatching(/^req_/)),
      ['changed exactMatch(output)'],
    ],
    [
      'another matcher deep in an expected value',
      p.exactMatch('output', { id: expect.any(String) }),
      p.exactMatch('output', { id: expect.anything() }),
      ['changed exactMatch(output)'],
    ],
    [
      'any value for an expected one',
      p.exactMatch('output', { id: 1 }),
      p.exactMatch('output', { id: expect.anything() }),
      ['changed exactMatch(output)'],
    ],
    [
      'the recorded value for an expected one',
      p.exactMatch('output', 1),
      p.exactMatch('output'),
      ['changed exactMatch(output)'],
    ],
    [
      'no percentage to a smaller decrease',
      p.maxDecreasePercent('output', 5),
      p.maxDecreasePercent('output', 1),
      ['tightened maxDecreasePercent(output)'],
    ],
    ['other flags', p.matches('output', /a/), p.matches('output', /a/i), ['changed matches(output)']],
    [
      'a delta for bounds',
      p.withinRange('output', { min: 0 }),
      p.withinRange('output', { delta: 1 }),
      ['changed withinRange(output)'],
    ],
    [
      'bounds for a delta',
      p.withinRange('output', { delta: 1 }),
      p.withinRange('output', { max: 1 }),
      ['changed withinRange(output)'],
    ],
    [
      'ignored now as well',
      p.exactMatch('output'),
      p.exactMatch('output').ignore('output.id'),
      ['added ignore(output.id)'],
    ],
    ['no longer ignored', p.ignore('output'), p, ['removed ignore(output)']],
    [
      'by extend()',
      p.withinRange('output', { max: 5 }).ignore('output.id'),
      p
        .withinRange('output', { max: 5 })
        .ignore('output.id')
        .extend(p.withinRange('output', { max: 6 })),
      ['loosened withinRange(output)'],
    ],
    [
      'by extend(), with what it has for tags',
      p,
      p.extend(p.forTags({ a: 'b' }, (own) => own.ignore('output'))),
      ['added ignore(output) for tags'],
    ],
    [
      'for tags in another order',
      p.forTags({ a: 'b', c: 'd' }, (own) => own.ignore('output')),
      p.forTags({ c: 'd', a: 'b' }, (own) => own.ignore('output')),
      [],
    ],
    [
      'for one tag more',
      p.forTags({ a: 'b' }, (own) => own.exactMatch('output')),
      p.forTags({ a: 'b', c: 'd' }, (own) => own.exactMatch('output')),
      ['added exactMatch(output) for tags', 'removed exactMatch(output) for tags'],
    ],
    [
      'in another order',
      p.ignore('output.a').ignore('output.b'),
      p.ignore('output.b').ignore('output.a'),
      [],
    ],
    [
      'one of two on a field',
      p.withinRange('output', { max: 5 }).withinRange('output', { min: 0 }),
      p.withinRange('output', { max: 9 }).withinRange('output', { min: 0 }),
      ['loosened withinRange(output)'],
    ],
    [
      'for tags',
      p.forTags({ a: 'b' }, (own) => own.maxIncreasePercent('output', 1)),
      p.forTags({ a: 'b' }, (own) => own.maxIncreasePercent('output', 2)),
      ['loosened maxIncreasePercent(output) for tags'],
    ],
    [
      'for other tags',
      p.forTags({ a: 'b' }, (own) => own.ignore('output')),
      p.forTags({ a: 'c' }, (own) => own.ignore('output')),
      ['added ignore(output) for tags', 'removed ignore(output) for tags'],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(summary(comparePolicies(before, after))).toEqual(expected)
    expect(summary(comparePolicies(before.toJSON(), after))).toEqual(expected)
  })

  test('is shown as it was and as it is', () => {
    expect(
      comparePolicies(p.maxIncreasePercent('output', 5), p.maxIncreasePercent('output', 10)).loosened,
    ).toEqual([
      {
        field: 'output',
        comparator: 'maxIncreasePercent',
        before: { field: 'output', comparator: 'maxIncreasePercent', percent: 5 },
        after: { field: 'output', comparator: 'maxIncreasePercent', percent: 10 },
      },
    ])
  })
})

test('what no rule names may be dropped', () => {
  expect(comparePolicies(p, p.only()).unlisted).toEqual({ before: 'judged', after: 'dropped' })
  expect(comparePolicies(p.only(), p).unlisted).toEqual({ before: 'dropped', after: 'judged' })
  expect(comparePolicies(p, p.extend(p.only())).unlisted).toEqual({ before: 'judged', after: 'dropped' })
  expect(comparePolicies(p, p)).not.toHaveProperty('unlisted')
})

test('loosened one way is tightened the other', () => {
  const [a, b] = [p.withinRange('output', { delta: 1 }), p.withinRange('output', { delta: 2 })]
  expect(comparePolicies(a, b).loosened).toHaveLength(1)
  expect(comparePolicies(b, a).tightened).toHaveLength(1)
})

describe('the places of overrides, of which the later one wins', () => {
  const gold = (policy: ReplayPolicy) =>
    policy.forTags({ tier: 'gold' }, (own) => own.withinRange('output.price', { delta: 5 }))
  const europe = (policy: ReplayPolicy) =>
    policy.forTags({ region: 'eu' }, (own) => own.withinRange('output.price', { delta: 1 }))
  const silver = (policy: ReplayPolicy) =>
    policy.forTags({ tier: 'silver' }, (own) => own.withinRange('output.price', { delta: 1 }))
  const label = (policy: ReplayPolicy) =>
    policy.forTags({ region: 'eu' }, (own) => own.exactMatch('output.label'))

  test('changed, change what is allowed for decisions with the tags of both', () => {
    expect(summary(comparePolicies(europe(gold(p)), gold(europe(p))))).toEqual([
      'changed withinRange(output.price) for tags',
      'changed withinRange(output.price) for tags',
    ])
  })

  test.each<[string, ReplayPolicy, ReplayPolicy, string[]]>([
    ['no decision has the tags of both', silver(gold(p)), gold(silver(p)), []],
    ['they are about other fields', label(gold(p)), gold(label(p)), []],
    ['they stay', europe(gold(p)), europe(gold(p)), []],
    ['one is new', gold(p), europe(gold(p)), ['added withinRange(output.price) for tags']],
    ['one is gone', europe(gold(p)), europe(p), ['removed withinRange(output.price) for tags']],
  ])('are of no account where %s', (_what, before, after, changes) => {
    expect(summary(comparePolicies(before, after))).toEqual(changes)
  })
})

test.each([undefined, null, 'p', 5, {}, []])('%j is no policy to compare with', (none) => {
  for (const [before, after] of [
    [p, none],
    [none, p],
  ]) {
    expect(() => comparePolicies(before as ReplayPolicy, after as ReplayPolicy)).toThrow(
      expect.objectContaining({ code: 'INVALID_POLICY' }),
    )
  }
})

describe('data that is not that of a policy is refused by its place', () => {
  const rule = { field: 'output', comparator: 'exactMatch' }
  const cycle: Record<string, unknown> = { ...rule }
  cycle['expected'] = cycle
  const hidden = Object.defineProperty({ name: 'p' }, 'rules', {
    enumerable: true,
    get: () => {
      throw new Error('boom')
    },
  })

  test.each<[string, unknown, string]>([
    ['no rules', { name: 'p' }, 'there is no list "rules"'],
    ['a rule that is null', { rules: [rule, null] }, 'rules[1] has no field and comparator'],
    ['a rule that is a number', { rules: [1] }, 'rules[0] has no field and comparator'],
    ['a rule without a field', { rules: [{ comparator: 'ignore' }] }, 'rules[0] has no field'],
    ['a rule without a comparator', { rules: [{ field: 'output' }] }, 'rules[0] has no field and comparator'],
    ['overrides that are no list', { rules: [], overrides: 3 }, '"overrides" is not a list'],
    ['an override that is null', { rules: [], overrides: [null] }, 'overrides[0] has no tags and rules'],
    ['an override without tags', { rules: [], overrides: [{ rules: [] }] }, 'overrides[0] has no tags'],
    [
      'an override without rules',
      { rules: [], overrides: [{ tags: { a: 'b' } }] },
      'overrides[0] has no tags and rules',
    ],
    [
      'a rule of an override',
      { rules: [], overrides: [{ tags: { a: 'b' }, rules: [rule, []] }] },
      'overrides[0].rules[1] has no field and comparator',
    ],
    ['a cycle', { rules: [cycle] }, 'policy.rules[0].expected is a cycle'],
    ['a function', { rules: [{ ...rule, check: () => true }] }, 'policy.rules[0].check is a function'],
    ['a bigint', { rules: [{ ...rule, expected: 1n }] }, 'something in it that JSON cannot hold'],
    ['a date', { rules: [{ ...rule, expected: { at: new Date(0) } }] }, 'that JSON cannot hold'],
    ['a getter that throws', hidden, 'this cannot be read as data: boom'],
  ])('%s', (_what, data, text) => {
    for (const [before, after] of [
      [p, data],
      [data, p],
    ]) {
      expect(() => comparePolicies(before as ReplayPolicy, after as ReplayPolicy)).toThrow(
        expect.objectContaining({
          code: 'INVALID_POLICY',
          message: expect.stringContaining(text),
        }),
      )
    }
  })

  test('what is code in a report is compared by its name', () => {
    const data = (code: string) => ({ name: 'p', rules: [{ ...rule, comparator: 'satisfies', code }] })
    expect(summary(comparePolicies(data('a') as PolicyData, data('b') as PolicyData))).toEqual([
      'changed satisfies(output)',
    ])
    expect(summary(comparePolicies(data('a') as PolicyData, data('a') as PolicyData))).toEqual([])
  })

  test('an expected value as recordings write it', () => {
    const data = (day: string) => ({
      name: 'p',
      rules: [{ ...rule, expected: { $date: `2026-01-0${day}T00:00:00.000Z` } }],
    })
    const dated = p.exactMatch('output', new Date('2026-01-01'))
    expect(summary(comparePolicies(data('1') as PolicyData, dated))).toEqual([])
    expect(summary(comparePolicies(data('2') as PolicyData, dated))).toEqual(['changed exactMatch(output)'])
  })
})
