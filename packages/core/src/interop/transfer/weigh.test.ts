import { expect, test } from 'vitest'
import { weigh } from './weigh.js'

test.each<[string, unknown, number]>([
  ['a text', 'x'.repeat(1_000), 1_000],
  ['a text in a list', ['x'.repeat(1_000)], 1_000],
  ['a text in an object', { a: { b: 'x'.repeat(1_000) } }, 1_000],
  ['a long key', { ['x'.repeat(1_000)]: 1 }, 1_000],
  ['a text in a map', new Map([[1, 'x'.repeat(1_000)]]), 1_000],
  ['bytes', Buffer.alloc(1_000), 1_000],
  ['many numbers', Array.from({ length: 1_000 }, () => 1), 1_000],
])('%s weighs about as much as its text', (_what, value, characters) => {
  expect(weigh(value)).toBeGreaterThanOrEqual(characters)
  expect(weigh(value)).toBeLessThan(characters * 10)
})
