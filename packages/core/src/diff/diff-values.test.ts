import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../limits.js'
import { decode } from '../snapshot/decode.js'
import { encode } from '../snapshot/encode.js'
import type { Step } from '../snapshot/field-path.js'
import { setOwn } from '../snapshot/plain-object.js'
import { sameJson } from '../snapshot/same.js'
import { HOSTILE_KEYS, randomJson, randomValue, seededRandom } from '../snapshot/testing/random-values.js'
import { tolerantlySame } from '../snapshot/tolerant.js'
import type { JsonValue } from '../snapshot/types.js'
import { Changes, diffValues, type LocatedChange, type SameLeaf } from './diff-values.js'

const exactly: SameLeaf = () => false

function changesOf(oldValue: unknown, newValue: unknown, same = exactly): LocatedChange[] {
  const changes = new Changes(Infinity)
  diffValues(encode(oldValue), encode(newValue), ['v'], changes, same)
  return changes.listed
}

/** `path old → new`, `+path new`, `-path old`. */
function lines(oldValue: unknown, newValue: unknown, same = exactly): string[] {
  const show = (value: unknown): string => JSON.stringify(encode(value))
  return changesOf(oldValue, newValue, same).map((change) => {
    const path = change.fieldPath
    if (change.changeType === 'added') return `+${path} ${show(change.newValue)}`
    if (change.changeType === 'removed') return `-${path} ${show(change.oldValue)}`
    return `${path} ${show(change.oldValue)} → ${show(change.newValue)}`
  })
}

describe('objects', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['equal, in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a changed member', { a: 1 }, { a: 2 }, ['v.a 1 → 2']],
    ['a new member', { a: 1 }, { a: 1, b: 2 }, ['+v.b 2']],
    ['a lost member', { a: 1, b: 2 }, { a: 1 }, ['-v.b 2']],
    ['a deep member', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ['v.a.b.c 1 → 2']],
    ['old members first', { b: 1, a: 1 }, { c: 1, a: 2, b: 2 }, ['v.b 1 → 2', 'v.a 1 → 2', '+v.c 1']],
    ['an object and a list', { a: {} }, { a: [] }, ['v.a {} → []']],
    ['an object and a text', { a: { b: 1 } }, { a: 'x' }, ['v.a {"b":1} → "x"']],
    ['an emptied object', { a: { b: 1 } }, { a: {} }, ['-v.a.b 1']],
    ['null and an object', { a: null }, { a: {} }, ['v.a null → {}']],
    ['undefined and absent', { a: undefined }, {}, ['-v.a {"$undefined":true}']],
    ['absent and undefined', {}, { a: undefined }, ['+v.a {"$undefined":true}']],
    ['undefined and null', { a: undefined }, { a: null }, ['v.a {"$undefined":true} → null']],
  ])('%s', (_what, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected)
  })
})

describe('lists', () => {
  const [one, two, three] = [
    { id: 1, text: 'a' },
    { id: 2, text: 'b' },
    { id: 3, text: 'c' },
  ]
  test.each<[string, unknown, unknown, string[]]>([
    ['an insertion at the front', [one, two], [three, one, two], ['+v[0] {"id":3,"text":"c"}']],
    ['a deletion', [one, two, three], [one, three], ['-v[1] {"id":2,"text":"b"}']],
    ['a move', ['a', 'b', 'c'], ['c', 'a', 'b'], ['+v[0] "c"', '-v[2] "c"']],
    ['a change inside an element', [one, two], [one, { ...two, text: 'x' }], ['v[1].text "b" → "x"']],
    [
      'a change inside the element after an insertion counts in the new list',
      [one, two, 'end'],
      ['new', one, { ...two, text: 'x' }, 'end'],
      ['+v[0] "new"', 'v[2].text "b" → "x"'],
    ],
    [
      'lists in lists',
      [[1, 2], [3]],
      [
        [1, 2],
        [9, 3],
      ],
      ['+v[1][0] 9'],
    ],
    ['lists in objects in lists', [{ a: [1, 2] }], [{ a: [2] }], ['-v[0].a[0] 1']],
    ['an emptied list', [1, 2], [], ['-v[0] 1', '-v[1] 2']],
    ['undefined at the end', [1], [1, undefined], ['+v[1] {"$undefined":true}']],
  ])('%s', (_what, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected)
  })
})

describe('values that JSON lacks', () => {
  const bytes = (...values: number[]) => new Uint8Array(values)
  test.each<[string, unknown, unknown]>([
    ['NaN', Number.NaN, Number.NaN],
    ['invalid dates', new Date(Number.NaN), new Date(Number.NaN)],
    ['dates', new Date(1), new Date(1)],
    ['bigints', 1n, 1n],
    [
      'maps',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ],
    ['sets of objects', new Set([{ a: 1 }, { b: 1 }]), new Set([{ b: 1 }, { a: 1 }])],
    ['errors', new Error('x'), new Error('x')],
    ['URLs', new URL('https://a.example'), new URL('https://a.example')],
    ['regular expressions', /a/g, /a/g],
    ['bytes', bytes(1), bytes(1)],
    ['array buffers', bytes(1).buffer, bytes(1).buffer],
    ['a map of another realm', new Map([['a', 1]]), runInNewContext('new Map([["a", 1]])')],
    ['a date of another realm', new Date(1), runInNewContext('new Date(1)')],
    ['an object of another realm', { a: [1] }, runInNewContext('({ a: [1] })')],
  ])('no change: %s', (_what, before, after) => {
    expect(changesOf(before, after)).toEqual([])
    expect(changesOf({ in: [before] }, { in: [after] })).toEqual([])
  })

  test.each<[string, unknown, unknown]>([
    ['-0 and 0', -0, 0],
    ['NaN and a number', Number.NaN, 0],
    ['invalid and valid date', new Date(Number.NaN), new Date(0)],
    ['dates', new Date(1), new Date(2)],
    ['bigints', 1n, 2n],
    ['values of a map', new Map([['a', 1]]), new Map([['a', 2]])],
    ['keys of a map', new Map([['a', 1]]), new Map([['b', 1]])],
    ['members of a set', new Set([1]), new Set([2])],
    ['messages of errors', new Error('x'), new Error('y')],
    ['URLs', new URL('https://a.example'), new URL('https://b.example')],
    ['flags of regular expressions', /a/, /a/g],
    ['bytes', bytes(1), bytes(2)],
    ['array buffers', bytes(1).buffer, bytes(2).buffer],
    ['a date and its text', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a map and an object', new Map([['a', 1]]), { a: 1 }],
    ['a hole and undefined', [, 1], [undefined, 1]],
    ['dates of another realm', new Date(1), runInNewContext('new Date(2)')],
  ])('one change of the whole value: %s', (_what, before, after) => {
    const [change, ...more] = changesOf({ in: before }, { in: after })
    expect(more).toEqual([])
    expect(change).toMatchObject({ fieldPath: 'v.in', changeType: 'modified' })
    expect(sameJson(encode(change?.oldValue), encode(before))).toBe(true)
    expect(sameJson(encode(change?.newValue), encode(after))).toBe(true)
  })
})

describe('hostile names', () => {
  const recorded = '{"__proto__":{"p":1},"constructor":2,"valueOf":1,"toString":"x","hasOwnProperty":1}'
  const parsed = (): JsonValue => JSON.parse(recorded) as JsonValue

  test('equal: no change, and nothing is polluted', () => {
    expect(changesOf(parsed(), parsed())).toEqual([])
    expect(({} as { p?: unknown }).p).toBeUndefined()
  })

  test('each of them lost', () => {
    expect(lines(parsed(), {})).toEqual([
      '-v.__proto__ {"p":1}',
      '-v.constructor 2',
      '-v.valueOf 1',
      '-v.toString "x"',
      '-v.hasOwnProperty 1',
    ])
    expect(lines({}, parsed())).toHaveLength(5)
  })

  test('inside __proto__', () => {
    expect(lines(parsed(), JSON.parse(recorded.replace('"p":1', '"p":2')))).toEqual(['v.__proto__.p 1 → 2'])
  })

  test.each(HOSTILE_KEYS)('%j', (key) => {
    const holder = (value: unknown) =>
      Object.fromEntries([
        ['other', 0],
        [key, value],
      ])
    expect(changesOf(holder(1), holder(1))).toEqual([])
    expect(changesOf(holder(1), holder(2))).toMatchObject([{ steps: ['v', key], oldValue: 1, newValue: 2 }])
    expect(changesOf({ other: 0 }, holder(2))).toMatchObject([{ steps: ['v', key], changeType: 'added' }])
  })
})

describe('with leaves that count as equal', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['texts', { a: 'x ' }, { a: 'x' }, []],
    ['numbers', { a: 0.1 + 0.2 }, { a: 0.3 }, []],
    ['elements in an exchanged order of their spelling', ['a ', 'a'], ['a', 'a '], []],
    ['members of elements', [{ a: ['x ', { b: 'y' }] }, 0.3], [{ a: ['x', { b: 'y ' }] }, 0.1 + 0.2], []],
    ['an insertion between them', ['a ', 'b '], ['a', 'new', 'b'], ['+v[1] "new"']],
    ['another leaf beside them', [{ a: 'x ', b: 1 }], [{ a: 'x', b: 2 }], ['v[0].b 1 → 2']],
    ['a member more', [{ a: 'x ' }], [{ a: 'x', b: undefined }], ['+v[0].b {"$undefined":true}']],
    ['an element more', [['x '], 'end'], [['x', 'y'], 'end'], ['+v[0][1] "y"']],
  ])('%s', (_what, before, after, expected) => {
    expect(lines(before, after, tolerantlySame)).toEqual(expected)
  })

  test('deep nesting takes no more than its square of steps', () => {
    const nest = (leaf: string) => {
      let value: unknown = leaf
      for (let depth = 0; depth < 200; depth++) value = [value, depth]
      return value
    }
    expect(changesOf(nest('x'), nest('y'), tolerantlySame)).toHaveLength(1)
  })
})

test('nothing changed from a value to itself', () => {
  const random = seededRandom(11)
  for (let round = 0; round < 1000; round++) {
    const value = randomValue(random)
    const copy = decode(JSON.parse(JSON.stringify(encode(value))) as JsonValue)
    expect(changesOf(value, copy)).toEqual([])
  }
})

test('there are changes exactly where values are not the same', () => {
  const random = seededRandom(12)
  for (let round = 0; round < 1000; round++) {
    const [a, b] = [randomValue(random, 2), randomValue(random, 2)]
    const same = sameJson(encode(a), encode(b))
    expect(changesOf(a, b).length === 0).toBe(same)
    expect(changesOf(b, a).length === 0).toBe(same)
  }
})

test('an object with its changes applied is the other one', () => {
  const random = seededRandom(13)
  const record = (): Record<string, unknown> => {
    const json = randomJson(random, 3)
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : { a: json }
  }
  /** Lists are left out: the indexes of their changes count in two lists. */
  const hasList = (value: unknown): boolean =>
    Array.isArray(value) ||
    (typeof value === 'object' && value !== null && Object.values(value).some(hasList))
  let applied = 0
  for (let round = 0; round < 4000; round++) {
    const [before, after] = [record(), record()]
    if (hasList(before) || hasList(after)) continue
    const target = { v: structuredCloneOf(before) }
    for (const change of changesOf(before, after)) apply(target, change)
    expect(sameJson(encode(target.v), encode(after))).toBe(true)
    applied++
  }
  expect(applied).toBeGreaterThan(500)
})

function structuredCloneOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

function apply(root: object, { steps, changeType, newValue }: LocatedChange): void {
  let holder = root as Record<Step, unknown>
  for (const step of steps.slice(0, -1)) {
    holder = Object.getOwnPropertyDescriptor(holder, step)?.value as Record<Step, unknown>
  }
  const last = steps.at(-1) as string
  if (changeType === 'removed') Reflect.deleteProperty(holder, last)
  else setOwn(holder, last, newValue)
}

test('changes past the limit are counted', () => {
  const changes = new Changes(2)
  diffValues([1, 2, 3, 4, 5], ['a', 'b', 'c', 'd', 'e'], ['v'], changes, exactly)
  expect(changes.listed.map(({ fieldPath }) => fieldPath)).toEqual(['v[0]', 'v[1]'])
  expect(changes.omitted).toBe(3)
})

test('1,000 changes are listed unless another limit is given', () => {
  const changes = new Changes()
  const list = Array.from({ length: LIMITS.diffChanges + 1 }, (_, index) => index)
  diffValues(list, list.map(String), ['v'], changes, exactly)
  expect(changes.listed).toHaveLength(1_000)
  expect(changes.omitted).toBe(1)
})
