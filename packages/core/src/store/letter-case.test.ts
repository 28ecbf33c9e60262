import { expect, test } from 'vitest'
import { caseCollisions, otherCase } from './letter-case.js'

test.each<[string[], (string | undefined)[]]>([
  [
    ['a', 'b', 'a/b'],
    [undefined, undefined, undefined],
  ],
  [
    ['A', 'a'],
    [undefined, 'A'],
  ],
  [
    ['refunds/Gold', 'refunds/gold'],
    [undefined, 'refunds/Gold'],
  ],
  [
    ['Refunds/a', 'refunds/a'],
    [undefined, 'Refunds/a'],
  ],
  [
    ['Refunds/a', 'refunds/b', 'refunds/c'],
    [undefined, 'Refunds/a', 'Refunds/a'],
  ],
  [
    ['a/B/c/d', 'a/b/x'],
    [undefined, 'a/B/c/d'],
  ],
  [
    ['A', 'a/b'],
    [undefined, undefined],
  ],
  [
    ['A', 'a', 'A'],
    [undefined, 'A', undefined],
  ],
])('of %j, these are taken for an earlier one: %j', (ids, taken) => {
  const collisionOf = caseCollisions()
  expect(ids.map(collisionOf)).toEqual(taken)
})

test('is refused naming both', () => {
  expect(otherCase('dir:d', 'a', 'A')).toMatchObject({
    code: 'DUPLICATE_ID',
    message: expect.stringMatching(/dir:d holds "A".*"a".*letter case/) as string,
  })
})
