import { afterEach, describe, expect, test } from 'vitest'
import { setLimits } from '../limits.js'
import { tolerantlySame } from '../snapshot/tolerant.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { diffSnapshots, locatedDiff } from './diff-snapshots.js'

/**
 * What a hang takes many times over, on a machine that does five other things. The worst of these takes about 1.5 s and
 * 80 MB there, most a tenth of that.
 */
const LONG_MS = 15_000
const MEGABYTE = 1024 * 1024

const of = (value: unknown): DecisionSnapshot =>
  sampleSnapshot('a', { outputs: [{ name: 'out', value, dataType: typeof value }] })
const range = <Item>(length: number, item: (index: number) => Item): Item[] =>
  Array.from({ length }, (_, index) => item(index))
const numbers = range(100_000, (index) => index)

function nested(depth: number, leaf: unknown, wrap: (inner: unknown, level: number) => unknown): unknown {
  let value = leaf
  for (let level = 0; level < depth; level++) value = wrap(value, level)
  return value
}
const lists = (inner: unknown): unknown => [inner]
const objects = (inner: unknown): unknown => ({ a: inner })

afterEach(() => {
  setLimits({})
})

describe('100,000 levels are LIMIT_EXCEEDED, on either side and in every field', () => {
  const refused = expect.objectContaining({ name: 'ValueError', code: 'LIMIT_EXCEEDED' }) as Error
  const [deepLists, deepObjects] = [nested(100_000, 1, lists), nested(100_000, 1, objects)]

  test.each<[string, unknown, unknown]>([
    ['lists', deepLists, nested(100_000, 2, lists)],
    ['objects', deepObjects, nested(100_000, 2, objects)],
    ['before', deepLists, 1],
    ['after', 1, deepObjects],
    ['in a map', new Map([['a', deepLists]]), new Map()],
    ['both kinds', deepLists, deepObjects],
  ])('%s', (_what, before, after) => {
    expect(() => diffSnapshots(of(before), of(after))).toThrow(refused)
    expect(() => locatedDiff(of(before), of(after), tolerantlySame)).toThrow(refused)
  })

  test.each<[string, Partial<DecisionSnapshot>]>([
    ['inputs', { inputs: [{ name: 'x', value: deepLists, dataType: 'array' }] }],
    ['model parameters', { modelParameters: { modelName: 'm', parameters: { deep: deepLists } } }],
    ['effects', { effects: [{ kind: 'call', name: 'x', value: deepObjects, durationMs: 1 }] }],
  ])('%s', (_what, field) => {
    expect(() => diffSnapshots(of(1), { ...of(1), ...field })).toThrow(refused)
  })
})

test.each([490, 540])('%i levels are walked where the limit allows them', (depth) => {
  setLimits({ valueDepth: depth + 10 })
  for (const wrap of [lists, objects, aside]) {
    const [before, after] = [nested(depth, 'old', wrap), nested(depth, 'new', wrap)]
    expect(diffSnapshots(of(before), of(after)).changes).toMatchObject([{ oldValue: 'old', newValue: 'new' }])
    expect(locatedDiff(of(before), of(after), tolerantlySame).changes).toHaveLength(1)
  }
})

test('490 levels of maps in maps are one change', () => {
  const maps = (inner: unknown): unknown => new Map([['a', inner]])
  const { changes } = diffSnapshots(of(nested(490, 1, maps)), of(nested(490, 2, maps)))
  expect(changes).toMatchObject([{ fieldPath: 'output', changeType: 'modified' }])
})

/** Name, old value, new value, changes that are listed or counted. */
const LARGE: readonly [string, () => readonly [unknown, unknown], number][] = [
  ['5 MiB of text, one word changed', () => [text(), text().replace('word 99999 ', 'other ')], 1],
  ['5 MiB of text, every word changed', () => [text(), text().replaceAll('word', 'term')], 1],
  [
    '5 MiB of text in a list that grew',
    () => [
      ['a', text(), 'c'],
      ['a', `${text()}x`, 'new', 'c'],
    ],
    2,
  ],
  ['5 MiB of text 490 lists deep', () => [nested(490, text(), aside), nested(490, `${text()}x`, aside)], 1],
  ['16 texts of a megabyte, all changed', () => [texts('a'), texts('b')], 16],
  ['a document of 1 MB, all leaves changed', () => [document('a', 1), document('b', -1)], 3 * 20_000],
  ['an object of 1 MB, all leaves changed', () => [members(1), members(-1)], 50_000],
  [
    'a change at each of 490 levels beside a megabyte',
    () => [nested(490, 'a', beside('a')), nested(490, 'b', beside('b'))],
    490 * 3 + 1,
  ],
  [
    '100,000 changes 490 levels deep',
    () => [
      nested(490, numbers, lists),
      nested(
        490,
        numbers.map((n) => -n - 1),
        lists,
      ),
    ],
    100_000,
  ],
  ['100,000 elements and one in front', () => [numbers, [-1, ...numbers]], 1],
  ['100,000 elements and one amid', () => [numbers, numbers.toSpliced(50_000, 0, -1)], 1],
  ['100,000 elements and one at either end', () => [numbers, [-1, ...numbers, -2]], 2],
  ['100,000 elements, ten replaced', () => [numbers, numbers.map((n) => (n % 10_000 === 5 ? -n : n))], 10],
  ['100,000 elements, all changed', () => [numbers, numbers.map((n) => -n - 1)], 100_000],
  [
    '100,000 objects, all changed',
    () => [numbers.map((a) => ({ a })), numbers.map((a) => ({ a: -a - 1 }))],
    100_000,
  ],
  ['100,000 elements gone', () => [numbers, []], 100_000],
  [
    '100,000 entries of a map',
    () => [new Map(numbers.map((n) => [n, 0])), new Map(numbers.map((n) => [n, 1]))],
    1,
  ],
]

describe('large values', () => {
  test.each(LARGE)(
    '%s',
    (_what, pair, count) => {
      const [before, after] = pair()
      const startedAt = performance.now()
      const diff = diffSnapshots(of(before), of(after))
      expect(diff.changes.length + diff.omittedChanges).toBe(count)
      expect(locatedDiff(of(before), of(after), tolerantlySame).changes).toHaveLength(count)
      expect(performance.now() - startedAt).toBeLessThan(LONG_MS)
    },
    4 * LONG_MS,
  )
})

test('lists of lists in another order are aligned within a budget', { timeout: 4 * LONG_MS }, () => {
  const grid = (step: number): number[][] =>
    range(300, (row) => range(900, (index) => row * 1_000 + ((index * step) % 900)))
  const startedAt = performance.now()
  expect(diffSnapshots(of(grid(1)), of(grid(7))).omittedChanges).toBeGreaterThan(1_000)
  expect(performance.now() - startedAt).toBeLessThan(LONG_MS)
})

function text(): string {
  return range(530_000, (index) => `word ${index % 100_000} `)
    .join('')
    .slice(0, 5 * MEGABYTE)
}

function texts(mark: string): string[] {
  return range(16, (index) => `${mark} ${index} ${'x '.repeat(MEGABYTE / 2)}`)
}

function aside(inner: unknown, level: number): unknown {
  return [level, inner, level]
}

function beside(mark: string) {
  return (inner: unknown, level: number): unknown => [
    `${mark}${level}`,
    { text: mark + 'x'.repeat(2_000) },
    inner,
    mark,
  ]
}

function document(mark: string, sign: number): unknown {
  return range(20_000, (id) => ({
    id: sign * (id + 1),
    text: `${mark} item ${id}`,
    part: (sign * (id + 1)) / 7,
  }))
}

function members(sign: number): Record<string, number> {
  return Object.fromEntries(range(50_000, (index) => [`member ${index}`, sign * (index + 1)]))
}
