import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairsByName, type Named } from './pairs-by-name.js'

/** Letters are names; values tell them apart. */
const items = (names: string): Named[] => Array.from(names, (name, value) => ({ name, value }))

const shownItem = (item: Named | undefined): string => (item === undefined ? '-' : JSON.stringify(item.value))

function shown(old: string, now: string): string {
  return pairsByName(items(old), items(now))
    .map(([name, oldItem, newItem]) => name + shownItem(oldItem) + shownItem(newItem))
    .join(' ')
}

test.each<[string, string, string, string]>([
  ['nothing', '', '', ''],
  ['the same names', 'ab', 'ab', 'a00 b11'],
  ['another order', 'ab', 'ba', 'a01 b10'],
  ['a new one', 'a', 'ba', 'a01 b-0'],
  ['one that is gone', 'ab', 'b', 'a0- b10'],
  ['all of it new', '', 'ab', 'a-0 b-1'],
  ['a name twice on both sides', 'aba', 'aba', 'a00 b11 a22'],
  ['a name twice, in another order', 'aab', 'aba', 'a00 a12 b21'],
  ['a name twice, and once', 'aab', 'ab', 'a00 a1- b21'],
  ['a name once, and twice', 'ab', 'aab', 'a00 b12 a-1'],
])('%s', (_what, old, now, expected) => {
  expect(shown(old, now)).toBe(expected)
})

test('names of objects are names', () => {
  const strange = ['__proto__', 'constructor'].map((name) => ({ name, value: 1 }))
  expect(pairsByName(strange, strange.toReversed())).toEqual([
    ['__proto__', strange[0], strange[0]],
    ['constructor', strange[1], strange[1]],
  ])
})

test('the same item twice is two', () => {
  const item = { name: 'a', value: 1 }
  expect(pairsByName([], [item, item])).toEqual([
    ['a', undefined, item],
    ['a', undefined, item],
  ])
})

test('every item of both sides is in one pair, and as many as can meet do', () => {
  const names = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  fc.assert(
    fc.property(names, names, (old, now) => {
      const [oldItems, newItems] = [items(old), items(now)]
      const pairs = pairsByName(oldItems, newItems)
      const count = (letter: string, text: string): number => text.split(letter).length - 1

      expect(pairs.flatMap(([, item]) => item ?? [])).toEqual(oldItems)
      expect(new Set(pairs.flatMap(([, , item]) => item ?? []))).toEqual(new Set(newItems))
      expect(pairs.every(([name, a, b]) => (a ?? b)?.name === name && (b ?? a)?.name === name)).toBe(true)
      for (const letter of 'abc') {
        const met = pairs.filter(([name, a, b]) => name === letter && a !== undefined && b !== undefined)
        expect(met.length).toBe(Math.min(count(letter, old), count(letter, now)))
      }
    }),
  )
})
