import { expect, test } from 'vitest'
import { rankCorrelation } from './rank-correlation.js'

test.each<[string, number[], number[], number]>([
  ['the same order', [1, 2, 3, 4], [0.1, 0.2, 0.3, 100], 1],
  ['the other order', [1, 2, 3, 4], [4, 3, 2, 1], -1],
  ['orders that do not go together', [1, 2, 3, 4], [2, 4, 1, 3], 0],
  // By hand: ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3.
  ['equal values', [1, 2, 2, 3], [1, 2, 3, 4], 4.5 / Math.sqrt(4.5 * 5)],
  ['equal values on both sides', [5, 5, 1], [0, 0, -1], 1],
])('%s', (_what, xs, ys, expected) => {
  expect(rankCorrelation(xs, ys)).toBeCloseTo(expected, 12)
  expect(rankCorrelation(ys, xs)).toBeCloseTo(expected, 12)
})

test('there is none where all are equal, or nothing is there', () => {
  expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNaN()
  expect(rankCorrelation([], [])).toBeNaN()
})
