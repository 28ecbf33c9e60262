import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encode } from '../../snapshot/encode.js'
import { ruleContext } from '../rule-context.js'
import type { ValidationRule } from '../rule.js'
import { comparatorOf } from './index.js'
import type { Finding } from './comparison.js'

type Comparing = Exclude<ValidationRule, { comparator: 'ignore' }>
/** A field that a side does not have. */
const NONE = Symbol('none')

function judge(rule: Comparing, r: unknown, a: unknown): Finding | undefined {
  const side = (value: unknown) => (value === NONE ? undefined : encode(value))
  const comparison = { recorded: side(r), replayed: side(a) }
  return comparatorOf(rule).compare(comparison, rule, { ...ruleContext(), place: [] }) as Finding | undefined
}

const field = 'output'
const rise = (percent: number, floor?: number): Comparing => ({
  field,
  comparator: 'maxIncreasePercent',
  percent,
  ...(floor === undefined ? {} : { floor }),
})
const fall = (percent: number, floor?: number): Comparing => ({
  ...(rise(percent, floor) as object as { percent: number }),
  field,
  comparator: 'maxDecreasePercent',
})
const range = (bounds: { min?: number; max?: number; delta?: number }): Comparing => ({
  field,
  comparator: 'withinRange',
  ...bounds,
})

const PASSES = undefined
const BIG = 2n ** 60n

describe('maxIncreasePercent', () => {
  test.each<[string, Comparing, unknown, unknown, string | undefined]>([
    ['the same', rise(10), 100, 100, PASSES],
    ['at the limit', rise(10), 100, 110, PASSES],
    ['beyond it', rise(10), 100, 111, 'rose by 11%, from 100 to 111; at most 10% is allowed'],
    ['a fall', rise(10), 100, 0, PASSES],
    ['nothing allowed', rise(0), 100, 100.5, 'rose by 0.5%, from 100 to 100.5; at most 0% is allowed'],
    ['a fraction of a percent', rise(0.5), 1000, 1005, PASSES],
    ['up to the floor', rise(10, 50), 100, 150, PASSES],
    [
      'beyond the floor',
      rise(10, 50),
      100,
      151,
      'rose by 51%, from 100 to 151; at most 10% or 50 is allowed',
    ],
    ['a floor below the percentage', rise(10, 5), 100, 110, PASSES],
    ['negative, towards zero', rise(10), -100, -50, 'rose by 50%, from -100 to -50; at most 10% is allowed'],
    ['negative, at the limit', rise(10), -100, -90, PASSES],
    ['negative, away from zero', rise(10), -100, -150, PASSES],
    ['across zero', rise(150), -100, 50, PASSES],
    ['decimals, at the limit', rise(10), 0.3, 0.33, PASSES],
    ['prices, at the limit', rise(10), 19.99, 21.989, PASSES],
    [
      'the next number beyond the limit',
      rise(10),
      100,
      110.00000000000001,
      'rose by 10%, from 100 to 110.00000000000001; at most 10% is allowed',
    ],
    ['tiny decimals, at the limit', rise(50), 3e-300, 4.5e-300, PASSES],
    ['a floor in decimals', rise(0, 0.1), 0.7, 0.8, PASSES],
    ['big integers, without bounds', rise(Number.MAX_VALUE), 10n, 12n, PASSES],
    ['big integers, a tiny share', rise(1e-7), 10n ** 20n, 10n ** 20n + 10n ** 11n, PASSES],
    ['from zero, to zero', rise(10), 0, 0, PASSES],
    ['from zero, to the least', rise(10), 0, 5e-324, 'rose, from 0 to 5e-324; at most 10% is allowed'],
    ['from zero, within the floor', rise(10, 3), 0, 3, PASSES],
    ['from zero, beyond the floor', rise(1000, 3), 0, 4, 'rose, from 0 to 4; at most 1000% or 3 is allowed'],
    ['from zero, down', rise(10), 0, -5, PASSES],
    ['from -0', rise(10), -0, 0, PASSES],
    [
      'the tiniest numbers, a rise by all',
      rise(99),
      5e-324,
      1e-323,
      expect.stringContaining('rose by 100%') as string,
    ],
    ['the tiniest numbers, a rise by all that is allowed', rise(100), 5e-324, 1e-323, PASSES],
    ['tiny numbers', rise(50), 4e-324, 8e-324, expect.stringContaining('rose by') as string],
    ['huge numbers', rise(10), 1e308, 1.05e308, PASSES],
    ['huge numbers, beyond', rise(10), 1e308, 1.2e308, expect.stringContaining('rose by 20%') as string],
    ['a limit beyond the largest number', rise(200), 1e308, 1.7e308, PASSES],
    ['NaN', rise(10), 1, Number.NaN, 'is now {"$number":"NaN"}, which is not a number'],
    ['NaN, recorded', rise(10), Number.NaN, 1, 'was recorded as {"$number":"NaN"}, which is not a number'],
    [
      'NaN on both sides',
      rise(10),
      Number.NaN,
      Number.NaN,
      expect.stringContaining('not a number') as string,
    ],
    ['Infinity', rise(10), 1, Infinity, expect.stringContaining('not a number') as string],
    ['a text', rise(10), 1, '1', 'is now "1", which is not a number'],
    ['a text, recorded', rise(10), '1', 1, 'was recorded as "1", which is not a number'],
    ['null', rise(10), 1, null, 'is now null, which is not a number'],
    ['true', rise(10), 1, true, 'is now true, which is not a number'],
    ['an object', rise(10), 1, { n: 1 }, 'is now {"n":1}, which is not a number'],
    ['a Date', rise(10), new Date(0), new Date(0), expect.stringContaining('not a number') as string],
    ['missing', rise(10), 1, NONE, 'is now absent, which is not a number'],
    ['missing, recorded', rise(10), NONE, 1, 'was recorded as absent, which is not a number'],
    ['big integers', rise(10), 100n, 110n, PASSES],
    ['big integers, beyond', rise(10), 100n, 111n, 'rose by 11%, from 100 to 111; at most 10% is allowed'],
    ['one more of a very big one', rise(0), BIG, BIG + 1n, expect.stringContaining('rose by') as string],
    ['big integers and a floor', rise(0, 1.5), BIG, BIG + 1n, PASSES],
    ['big integers, from zero', rise(10), 0n, 1n, 'rose, from 0 to 1; at most 10% is allowed'],
    ['a negative big integer', rise(10), -100n, -90n, PASSES],
    ['another kind of number', rise(10), 5n, 5, 'was {"$bigint":"5"}, is now 5: a number of another kind'],
  ])('%s', (_case, rule, r, a, message) => {
    expect(judge(rule, r, a)?.message).toEqual(message)
  })

  test('a finding says by how much, and what was allowed', () => {
    expect(judge(rise(10), 100, 125)).toEqual({
      expected: 'an increase of at most 10%',
      actual: '125',
      message: 'rose by 25%, from 100 to 125; at most 10% is allowed',
      score: 25,
      threshold: 10,
    })
  })
})

describe('maxDecreasePercent', () => {
  test.each<[string, Comparing, unknown, unknown, string | undefined]>([
    ['the same', fall(10), 100, 100, PASSES],
    ['at the limit', fall(10), 100, 90, PASSES],
    ['beyond it', fall(10), 100, 89, 'fell by 11%, from 100 to 89; at most 10% is allowed'],
    ['a rise', fall(10), 100, 1000, PASSES],
    ['up to the floor', fall(10, 50), 100, 50, PASSES],
    [
      'negative, away from zero',
      fall(10),
      -100,
      -150,
      'fell by 50%, from -100 to -150; at most 10% is allowed',
    ],
    ['negative, towards zero', fall(10), -100, -50, PASSES],
    ['from zero', fall(10), 0, -1, 'fell, from 0 to -1; at most 10% is allowed'],
    ['from zero, within the floor', fall(10, 1), 0, -1, PASSES],
    ['big integers', fall(10), 100n, 89n, 'fell by 11%, from 100 to 89; at most 10% is allowed'],
    ['NaN', fall(10), 1, Number.NaN, 'is now {"$number":"NaN"}, which is not a number'],
    ['missing', fall(10), 1, NONE, 'is now absent, which is not a number'],
  ])('%s', (_case, rule, r, a, message) => {
    expect(judge(rule, r, a)?.message).toEqual(message)
  })
})

describe('withinRange', () => {
  test.each<[string, Comparing, unknown, unknown, string | undefined]>([
    ['between', range({ min: 0, max: 1 }), NONE, 0.5, PASSES],
    ['at the lower bound', range({ min: 0, max: 1 }), NONE, 0, PASSES],
    ['at the upper bound', range({ min: 0, max: 1 }), NONE, 1, PASSES],
    ['-0 at 0', range({ min: 0 }), NONE, -0, PASSES],
    ['above', range({ min: 0, max: 1 }), 0.5, 1.5, 'must be between 0 and 1, is now 1.5'],
    ['below', range({ min: 0, max: 1 }), 0.5, -1, 'must be between 0 and 1, is now -1'],
    ['only a minimum', range({ min: 2 }), 0, 1, 'must be at least 2, is now 1'],
    ['only a maximum', range({ max: 2 }), 0, 3, 'must be at most 2, is now 3'],
    ['whatever was recorded', range({ min: 0, max: 1 }), 50, 0.5, PASSES],
    ['a big integer', range({ min: 0, max: 1 }), NONE, 2n, 'must be between 0 and 1, is now {"$bigint":"2"}'],
    ['NaN', range({ min: 0 }), 1, Number.NaN, 'is now {"$number":"NaN"}, which is not a number'],
    ['Infinity', range({ min: 0 }), 1, Infinity, expect.stringContaining('not a number') as string],
    ['a text', range({ min: 0 }), 1, '1', 'is now "1", which is not a number'],
    ['missing', range({ min: 0 }), 1, NONE, 'is now absent, which is not a number'],
    ['within a delta', range({ delta: 0.2 }), 1, 1.1, PASSES],
    ['at the delta', range({ delta: 0.2 }), 1, 1.2, PASSES],
    // 1.1 - 1 is more than 0.1, and 1 + 0.1 is 1.1.
    ['at the delta, as it is written', range({ delta: 0.1 }), 1, 1.1, PASSES],
    ['at the delta below', range({ delta: 0.1 }), 0.3, 0.2, PASSES],
    ['at the delta above, as it is written', range({ delta: 0.1 }), 0.7, 0.8, PASSES],
    ['at the delta, tiny', range({ delta: 1e-7 }), 3e-7, 4e-7, PASSES],
    ['a fraction of a big integer', range({ delta: 0.5 }), BIG, BIG + 1n, expect.any(String) as string],
    ['beyond the delta', range({ delta: 0.2 }), 1, 1.25, 'must stay within 0.2 of 1, is now 1.25'],
    ['no delta', range({ delta: 0 }), 1, 1, PASSES],
    ['no delta, changed', range({ delta: 0 }), 1, 1.0001, 'must stay within 0 of 1, is now 1.0001'],
    ['a delta around zero', range({ delta: 1 }), 0, -1, PASSES],
    ['a delta of big integers', range({ delta: 1 }), BIG, BIG + 1n, PASSES],
    ['beyond a delta of big integers', range({ delta: 1 }), BIG, BIG - 2n, expect.any(String) as string],
    [
      'a delta without a recording',
      range({ delta: 1 }),
      NONE,
      1,
      'was recorded as absent, which is not a number',
    ],
  ])('%s', (_case, rule, r, a, message) => {
    expect(judge(rule, r, a)?.message).toEqual(message)
  })
})

describe('whatever the numbers are', () => {
  const percent = fc.double({ min: 0, max: 1e6, noNaN: true })
  const floor = fc.double({ min: 0, max: 1e12, noNaN: true })
  const number = fc.oneof(
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.integer(),
    fc.constantFrom(0, -0, 5e-324, 1e308, -1e308),
  )
  const anything = fc.oneof(
    number,
    fc.bigInt(),
    fc.string(),
    fc.constantFrom(null, Number.NaN, Infinity, NONE),
  )
  const kinds = [rise, fall, (limit: number) => range({ delta: limit })]

  test('nothing throws', () => {
    fc.assert(
      fc.property(percent, floor, anything, anything, (p, f, r, a) => {
        fc.pre(!(r === NONE && a === NONE))
        for (const rule of [rise(p, f), fall(p, f), range({ delta: p }), range({ min: -p, max: p })])
          judge(rule, r, a)
      }),
    )
  })

  test('what passes a limit passes every wider one', () => {
    fc.assert(
      fc.property(percent, percent, number, number, (one, other, r, a) => {
        const [narrow, wide] = [Math.min(one, other), Math.max(one, other)]
        for (const kind of kinds) {
          if (judge(kind(narrow), r, a) === undefined) expect(judge(kind(wide), r, a)).toBeUndefined()
        }
      }),
    )
  })

  test('a rise is a fall of the negatives', () => {
    fc.assert(
      fc.property(percent, floor, number, number, (p, f, r, a) => {
        expect(judge(rise(p, f), r, a) === undefined).toBe(judge(fall(p, f), -r, -a) === undefined)
      }),
    )
  })

  test('a delta does not care which side is the recorded one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer(), fc.integer(), (delta, r, a) => {
        expect(judge(range({ delta }), r, a) === undefined).toBe(judge(range({ delta }), a, r) === undefined)
      }),
    )
  })

  test('the same number always passes', () => {
    fc.assert(
      fc.property(percent, number, (p, r) => {
        for (const kind of kinds) expect(judge(kind(p), r, r)).toBeUndefined()
      }),
    )
  })

  test('big integers and numbers agree where both are exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.maxSafeInteger(), fc.maxSafeInteger(), (p, r, a) => {
        fc.pre(Math.abs(r) < 2 ** 40 && Math.abs(a) < 2 ** 40)
        expect(judge(rise(p), r, a) === undefined).toBe(judge(rise(p), BigInt(r), BigInt(a)) === undefined)
      }),
    )
  })
})
