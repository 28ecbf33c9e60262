import { expect, test } from 'vitest'
import { encode } from '../snapshot/encode.js'
import { sameJson } from '../snapshot/same.js'
import { randomValue, seededRandom } from '../snapshot/testing/random-values.js'
import { tolerantlySame } from '../snapshot/tolerant.js'
import type { JsonValue } from '../snapshot/types.js'
import { Sameness } from './sameness.js'

const large = (last: unknown): unknown => ({
  list: Array.from({ length: 100 }, (_, index) => ({ index })),
  last,
})

test.each<[string, unknown, unknown, boolean]>([
  ['equal objects', large(1), large(1), true],
  ['another leaf', large(1), large(2), false],
  ['another leaf that counts as the same', large('a '), large('a'), true],
  ['a member that only the prototype has', { toString: 1 }, { a: 1 }, false],
  ['an own __proto__', JSON.parse('{"__proto__":1}'), { a: 1 }, false],
  ['an own __proto__ like that of all objects', JSON.parse('{"__proto__":{}}'), { a: 1 }, false],
  ['a member more', { a: 1 }, { a: 1, b: 1 }, false],
  ['an element more', [1], [1, 1], false],
  ['a list and an object', [], {}, false],
  ['null and an object', null, {}, false],
  ['a map and an object', new Map(), {}, false],
  [
    'maps in another order',
    new Map([
      [1, 2],
      [3, 4],
    ]),
    new Map([
      [3, 4],
      [1, 2],
    ]),
    true,
  ],
  ['long texts', 'x'.repeat(2_000), `${'x'.repeat(2_000)}y`, false],
  ['long texts that count as the same', 'x '.repeat(2_000), 'x  '.repeat(2_000), true],
  ['-0 and 0 count as the same', -0, 0, true],
  ['secrets redacted under two names', '[redacted:token]', '[redacted:api-key]', true],
])('%s, however often it is asked', (_what, a, b, expected) => {
  const sameness = new Sameness(tolerantlySame)
  const [left, right] = [encode(a), encode(b)]
  for (let time = 0; time < 3; time++) {
    expect(sameness.of(left, right)).toBe(expected)
    expect(sameness.of(right, left)).toBe(expected)
  }
  expect(sameness.of([left], [right])).toBe(expected)
})

test('exactly, it is what canonical texts say', () => {
  const random = seededRandom(31)
  const sameness = new Sameness(() => false)
  for (let round = 0; round < 2_000; round++) {
    const [a, b] = [encode(randomValue(random, 2)), encode(randomValue(random, 2))]
    expect(sameness.of(a, b)).toBe(sameJson(a, b))
    expect(sameness.of(a, JSON.parse(JSON.stringify(a)) as JsonValue)).toBe(true)
  }
})
