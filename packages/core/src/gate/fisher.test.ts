import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fisherExact } from './fisher.js'

const p = (base: [number, number], head: [number, number]): number =>
  fisherExact({ passed: base[0], total: base[1] }, { passed: head[0], total: head[1] })

describe('known values', () => {
  test.each<[string, [number, number], [number, number], number]>([
    // Fisher's own example: of 13 monozygotic twins of convicts 3 were not convicted, of 17 dizygotic ones 15.
    ['convicted twins', [15, 17], [3, 13], 0.000465181],
    ['the lady tasting tea, all right', [4, 4], [0, 4], 1 / 70],
    ['the lady tasting tea, one mistake', [3, 4], [1, 4], 17 / 70],
    ['3 of 3 against 0 of 3', [3, 3], [0, 3], 1 / 20],
    ['5 of 5 against 2 of 5', [5, 5], [2, 5], 21 / 252],
    ['10 of 10 against 5 of 10', [10, 10], [5, 10], 252 / 15504],
    ['as good', [5, 5], [5, 5], 1],
    ['better', [0, 5], [5, 5], 1],
    ['one trial each', [1, 1], [0, 1], 0.5],
  ])('%s', (_name, base, head, expected) => {
    expect(p(base, head)).toBeCloseTo(expected, 8)
  })
})

/** Exactly, by counting. */
function byCounting(base: [number, number], head: [number, number]): number {
  const binomial = (n: bigint, k: bigint): bigint => {
    if (k < 0n || k > n) return 0n
    let result = 1n
    for (let i = 1n; i <= k; i++) result = (result * (n - k + i)) / i
    return result
  }
  const [all, passed] = [BigInt(base[1] + head[1]), BigInt(base[0] + head[0])]
  let sum = 0n
  for (let k = 0n; k <= BigInt(head[0]); k++)
    sum += binomial(passed, k) * binomial(all - passed, BigInt(head[1]) - k)
  return Number((sum * 10n ** 15n) / binomial(all, BigInt(head[1]))) / 1e15
}

const sample = fc
  .integer({ min: 1, max: 60 })
  .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)))

test('any table comes to what counting comes to', () => {
  fc.assert(
    fc.property(sample, sample, (base, head) => {
      expect(p(base, head)).toBeCloseTo(byCounting(base, head), 10)
    }),
  )
})

test('a thousand trials on each side are no trouble', () => {
  expect(p([1000, 1000], [990, 1000])).toBeLessThan(0.001)
  expect(p([1000, 1000], [999, 1000])).toBeCloseTo(0.5, 10)
})
