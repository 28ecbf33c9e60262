import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gramsOf, gramSimilarity } from './grams.js'

const between = (a: string, b: string): number => gramSimilarity(gramsOf(a), gramsOf(b))

test('words are cut into threes with their ends, and do not run into each other', () => {
  expect([...gramsOf('Ox at').counts.keys()]).toEqual([' ox', 'ox ', ' at', 'at '])
  expect(gramsOf('a-b').total).toBe(2)
})

test('scripts in which a character says more are cut into twos', () => {
  expect([...gramsOf('返金は').counts.keys()]).toEqual(['返金', '金は'])
  expect([...gramsOf('환불이').counts.keys()]).toEqual(['환불', '불이'])
  expect([...gramsOf('金').counts.keys()]).toEqual(['金'])
})

test('how characters are written does not count', () => {
  expect(between('ＡＢＣ １２', 'abc 12')).toBe(1)
  expect(between('caf\u00e9', 'cafe\u0301')).toBe(1)
})

test('two texts taken as one are that', () => {
  const [a, b, c] = ['The refund was approved.', 'It comes soon.', 'Approved, it comes.'].map(gramsOf)
  const both = gramsOf('The refund was approved. It comes soon.')
  expect(gramSimilarity(a!, c!, b)).toBeCloseTo(gramSimilarity(both, c!), 12)
})

test('of any two texts: 0 to 1, whichever comes first, and 1 of a text and itself', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.lorem({ mode: 'sentences' }))
  fc.assert(
    fc.property(text, text, (a, b) => {
      const score = between(a, b)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1)
      expect(between(b, a)).toBeCloseTo(score, 12)
      if (gramsOf(a).total > 0) expect(between(a, a)).toBeCloseTo(1, 12)
    }),
  )
})
