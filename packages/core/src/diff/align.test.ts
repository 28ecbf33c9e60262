import { describe, expect, test } from 'vitest'
import { LIMITS } from '../limits.js'
import { randomJson, seededRandom } from '../snapshot/testing/random-values.js'
import { sameJson } from '../snapshot/same.js'
import type { JsonValue } from '../snapshot/types.js'
import { alignLists, type Aligned } from './align.js'

const noCase = (a: JsonValue, b: JsonValue): boolean =>
  JSON.stringify(a).toLowerCase() === JSON.stringify(b).toLowerCase()
const letters = (text: string): string[] => Array.from(text)

/** `-0` for one that only the old list has, `+0` for the new one, `0~1` for a pair. */
function marks(aligned: readonly Aligned[]): string {
  return aligned
    .map(({ oldIndex, newIndex }) =>
      oldIndex === undefined
        ? `+${newIndex}`
        : newIndex === undefined
          ? `-${oldIndex}`
          : `${oldIndex}~${newIndex}`,
    )
    .join(' ')
}

test.each<[string, string, string, string]>([
  ['equal lists', 'abc', 'abc', ''],
  ['empty lists', '', '', ''],
  ['all of it new', '', 'ab', '+0 +1'],
  ['all of it gone', 'ab', '', '-0 -1'],
  ['an insertion at the front', 'abc', 'xabc', '+0'],
  ['an insertion in the middle', 'abc', 'abxc', '+2'],
  ['an insertion at the end', 'abc', 'abcx', '+3'],
  ['a deletion at the front', 'abc', 'bc', '-0'],
  ['a deletion in the middle', 'abc', 'ac', '-1'],
  ['a deletion at the end', 'abc', 'ab', '-2'],
  ['a move to the front', 'abc', 'cab', '+0 -2'],
  ['a move to the end', 'abc', 'bca', '-0 +2'],
  ['a changed element', 'abc', 'axc', '1~1'],
  ['a changed element after an insertion', 'abc', 'xabz', '+0 2~3'],
  ['nothing in common', 'ab', 'xyz', '0~0 1~1 +2'],
  ['one and two others', 'a', 'xy', '0~0 +1'],
  ['two and one other', 'ab', 'x', '0~0 -1'],
  ['one of two equal elements gone', 'aab', 'ab', '-1'],
  ['a repeated element', 'ab', 'aab', '+1'],
  ['an exchange', 'ab', 'ba', '-0 +1'],
])('%s', (_what, before, after, expected) => {
  expect(marks(alignLists(letters(before), letters(after), sameJson))).toBe(expected)
})

describe('elements that count as the same', () => {
  test.each<[string, string, string, string]>([
    ['element by element', 'aA', 'Aa', ''],
    ['element by element, some of them equal', 'abAc', 'aBac', ''],
    ['at both ends of a change', 'abc', 'AxC', '1~1'],
    ['after an insertion at the front', 'abc', 'xABC', '+0'],
  ])('%s', (_what, before, after, expected) => {
    expect(marks(alignLists(letters(before), letters(after), noCase))).toBe(expected)
  })
})

test('what is left out is equal, what is listed turns the old list into the new one', () => {
  const random = seededRandom(3)
  for (let round = 0; round < 500; round++) {
    const list = (): JsonValue[] =>
      Array.from({ length: Math.floor(random() * 7) }, () => randomJson(random, 1))
    const [before, after] = [list(), list()]
    const aligned = alignLists(before, after, sameJson)
    const texts = (values: readonly JsonValue[]): string[] => values.map((value) => JSON.stringify(value))

    const kept = before.filter((_, index) => !aligned.some(({ oldIndex }) => oldIndex === index))
    const keptAfter = after.filter((_, index) => !aligned.some(({ newIndex }) => newIndex === index))
    expect(texts(kept)).toEqual(texts(keptAfter))
    expect(alignLists(before, before, sameJson)).toEqual([])
  }
})

describe('lists too large to compare pair by pair', () => {
  const length = Math.ceil(Math.sqrt(LIMITS.alignmentPairs)) + 1
  const range = (count: number, item: (index: number) => JsonValue = (index) => index): JsonValue[] =>
    Array.from({ length: count }, (_, index) => item(index))
  const numbers = range(length)
  const twos = range(length, (index) => index % 2)

  test.each<[string, JsonValue[], JsonValue[], string]>([
    ['insertions at both ends', numbers, ['x', ...numbers, 'y'], `+0 +${length + 1}`],
    ['a deletion and an insertion', numbers, [...numbers.slice(1), 'y'], `-0 +${length - 1}`],
    ['changes at both ends', numbers, ['x', ...numbers.slice(1, -1), 'y'], `0~0 ${length - 1}~${length - 1}`],
    [
      'an element from the end now in front',
      numbers,
      [length - 1, ...numbers.slice(0, -1)],
      `+0 -${length - 1}`,
    ],
    ['nothing occurs once', twos, ['x', ...twos, 'y'], `+0 +${length + 1}`],
    [
      'nothing occurs once, between what does',
      ['a', ...twos, 'b', ...twos],
      ['x', 'a', 7, ...twos, 'b', ...twos, 'y'],
      `+0 +2 +${2 * length + 4}`,
    ],
    [
      'objects, and one of them changed',
      range(length, (id) => ({ id })),
      ['x', ...range(length, (id) => ({ id, ...(id === 500 ? { more: true } : {}) })), 'y'],
      `+0 500~501 +${length + 1}`,
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(marks(alignLists(before, after, sameJson))).toBe(expected)
  })

  test('nothing in common, nothing occurs once: by index', () => {
    const [before, after] = [
      range(5 * length, (index) => index % 3),
      range(5 * length, (index) => (index + 1) % 3),
    ]
    const aligned = alignLists([...before, 'x'], ['y', ...after], sameJson)
    expect(aligned.filter(({ oldIndex }) => oldIndex !== undefined).length).toBeGreaterThan(0)
    expect(aligned.length).toBeLessThanOrEqual(5 * length + 1)
  })
})

test('lists of more elements than a call has arguments', () => {
  const before = Array.from({ length: 300_000 }, (_, index) => index)
  expect(alignLists(before, [], sameJson)).toHaveLength(before.length)
  expect(alignLists(before, before.map(String), sameJson)).toHaveLength(before.length)
})
