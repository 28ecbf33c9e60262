import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { encode } from '../../snapshot/encode.js'
import { arbitraryValue } from '../../snapshot/testing/arbitrary-value.js'
import { policy } from '../index.js'
import type { ValidationRule } from '../rule.js'
import type { Finding } from './comparison.js'
import { comparatorOf } from './index.js'
import { ruleContext } from '../rule-context.js'

type Comparing = Exclude<ValidationRule, { comparator: 'ignore' }>
const p = policy('steady')

/** A rule of every comparator, and of each of its forms. */
const RULES = {
  exact: p.exactMatch('output'),
  expected: p.exactMatch('output', 5),
  matcher: p.exactMatch('output', expect.any(Number)),
  rise: p.maxIncreasePercent('output', 10),
  fall: p.maxDecreasePercent('output', 10),
  bounds: p.withinRange('output', { min: -1, max: 10 }),
  delta: p.withinRange('output', { delta: 1 }),
  schema: p.matchesSchema('output', z.number().nullish()),
  pattern: p.matches('output', '^5$'),
  check: p.satisfies('output', (a, r) => Object.is(a, r)),
}
type Name = keyof typeof RULES
const NAMES = Object.keys(RULES) as Name[]

/** A side that lacks the field. */
const NONE = Symbol('none')
const foreign = (code: string): unknown => runInNewContext(code)

function judge(name: Name, r: unknown, a: unknown): Finding | undefined {
  const [rule] = RULES[name].rules as [Comparing]
  const side = (value: unknown) => (value === NONE ? undefined : encode(value))
  const sides = { recorded: side(r), replayed: side(a) }
  return comparatorOf(rule).compare(sides, rule, { ...ruleContext(), place: [] }) as Finding | undefined
}

const passing = (r: unknown, a: unknown): Name[] => NAMES.filter((name) => judge(name, r, a) === undefined)

describe('which comparators a replayed value passes', () => {
  test.each<[string, unknown, unknown, Name[]]>([
    [
      'the same number',
      5,
      5,
      ['exact', 'expected', 'matcher', 'rise', 'fall', 'bounds', 'delta', 'schema', 'check'],
    ],
    ['another number', 5, 7, ['matcher', 'fall', 'bounds', 'schema']],
    ['zero to zero', 0, 0, ['exact', 'matcher', 'rise', 'fall', 'bounds', 'delta', 'schema', 'check']],
    ['zero to -0', 0, -0, ['matcher', 'rise', 'fall', 'bounds', 'delta', 'schema']],
    ['from zero', 0, 0.5, ['matcher', 'fall', 'bounds', 'delta', 'schema']],
    ['to zero', 0.5, 0, ['matcher', 'rise', 'bounds', 'delta', 'schema']],
    ['negative, up to the limit', -100, -90, ['matcher', 'rise', 'fall', 'schema']],
    ['negative, towards zero', -5, -4, ['matcher', 'fall', 'delta', 'schema']],
    ['negative, away from zero', -5, -6, ['matcher', 'rise', 'delta', 'schema']],
    ['tiny', 5e-324, 1e-323, ['matcher', 'fall', 'bounds', 'delta', 'schema']],
    ['huge', 1e308, 1.05e308, ['matcher', 'rise', 'fall', 'schema']],
    ['beyond what can be told apart', 2 ** 53, 2 ** 53 + 2, ['matcher', 'rise', 'fall', 'schema']],
    ['NaN', 5, Number.NaN, ['matcher']],
    ['NaN to NaN', Number.NaN, Number.NaN, ['exact', 'matcher', 'check']],
    ['from NaN', Number.NaN, 5, ['expected', 'matcher', 'bounds', 'schema']],
    ['Infinity', 5, Infinity, ['matcher']],
    ['Infinity to Infinity', Infinity, Infinity, ['exact', 'matcher', 'check']],
    ['-Infinity', -Infinity, -Infinity, ['exact', 'matcher', 'check']],
    ['big integers', 5n, 5n, ['exact', 'rise', 'fall', 'bounds', 'delta', 'check']],
    ['a big integer for a number', 5, 5n, ['bounds']],
    ['a number for a big integer', 5n, 5, ['expected', 'matcher', 'bounds', 'schema']],
    ['a text of digits', 5, '5', ['pattern']],
    ['a text of digits, recorded', '5', 5, ['expected', 'matcher', 'bounds', 'schema']],
    ['texts of digits', '5', '5', ['exact', 'pattern', 'check']],
    ['an empty text', '', '', ['exact', 'check']],
    ['a Date', new Date(5), new Date(5), ['exact']],
    ['a Date for its number', 5, new Date(5), []],
    ['an invalid Date', new Date(Number.NaN), new Date(Number.NaN), ['exact']],
    ['null', null, null, ['exact', 'schema', 'check']],
    ['undefined', undefined, undefined, ['exact', 'schema', 'check']],
    ['undefined for null', null, undefined, ['schema']],
    ['missing now', 5, NONE, ['schema']],
    ['missing before', NONE, 5, ['expected', 'matcher', 'bounds', 'schema']],
    ['missing now, undefined before', undefined, NONE, ['schema', 'check']],
    ['true', true, true, ['exact', 'check']],
    ['a list of one number', [5], [5], ['exact']],
    [
      'a number of another realm',
      5,
      foreign('5'),
      ['exact', 'expected', 'matcher', 'rise', 'fall', 'bounds', 'delta', 'schema', 'check'],
    ],
    ['an object of another realm', { a: [5] }, foreign('({ a: [5] })'), ['exact']],
    ['a Date of another realm', new Date(5), foreign('new Date(5)'), ['exact']],
    ['a Map of another realm', new Map([[1, 2]]), foreign('new Map([[1, 2]])'), ['exact']],
    ['an object of another realm, other', { a: 5 }, foreign('({ a: 6 })'), []],
    ['an error of another realm', new RangeError('x'), foreign("new RangeError('x')"), ['exact']],
  ])('%s', (_what, r, a, expected) => {
    expect(passing(r, a)).toEqual(expected)
  })
})

describe('whatever the values are', () => {
  const value = fc.oneof(
    arbitraryValue,
    fc.constantFrom<unknown>(
      NONE,
      0,
      -0,
      5e-324,
      -1e308,
      Number.NaN,
      Infinity,
      -Infinity,
      5n,
      '5',
      new Date(0),
    ),
  )

  test('nothing throws, and a finding is plain text with the field’s own values', () => {
    fc.assert(
      fc.property(value, value, (r, a) => {
        for (const name of NAMES) {
          const finding = judge(name, r, a)
          if (finding === undefined) continue
          expect([finding.expected, finding.actual, finding.message].map((text) => typeof text)).toEqual(
            Array(3).fill('string'),
          )
          expect(finding.message.length).toBeLessThan(1_000)
        }
      }),
    )
  })

  test('the same is judged the same again', () => {
    fc.assert(
      fc.property(value, value, (r, a) => {
        for (const name of NAMES) expect(judge(name, r, a)).toEqual(judge(name, r, a))
      }),
    )
  })

  test('exactMatch does not care which side is the recorded one, and passes what is the same', () => {
    fc.assert(
      fc.property(value, value, (r, a) => {
        expect(judge('exact', r, a) === undefined).toBe(judge('exact', a, r) === undefined)
        if (r !== NONE) expect(judge('exact', r, r)).toBeUndefined()
      }),
    )
  })

  test('absolute comparators do not look at the recording', () => {
    fc.assert(
      fc.property(value, value, value, (r, other, a) => {
        for (const name of ['expected', 'matcher', 'bounds', 'schema', 'pattern'] as const) {
          expect(judge(name, r, a)).toEqual(judge(name, other, a))
        }
      }),
    )
  })
})
