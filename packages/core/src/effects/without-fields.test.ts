import { describe, expect, test } from 'vitest'
import { parsePath, type Step } from '../snapshot/field-path.js'
import { withoutFields, withoutPairs } from './without-fields.js'

/** Paths below a root `x`. */
const patterns = (...paths: string[]): Step[][] => paths.map((path) => parsePath(`x${path}`)!.slice(1))

describe('fields', () => {
  test.each<[unknown, string[], unknown]>([
    [{ a: 1, b: 2 }, ['.a'], { b: 2 }],
    [{ a: 1 }, ['.b'], { a: 1 }],
    [{ a: { b: 1, c: 2 }, d: 3 }, ['.a.b'], { a: { c: 2 }, d: 3 }],
    [{ a: { b: 1 } }, ['.a.b'], { a: {} }],
    [{ a: 1, b: 2, c: 3 }, ['.a', '.c'], { b: 2 }],
    [{ a: { id: 1, n: 1 }, b: { id: 2, n: 2 } }, ['[*].id'], { a: { n: 1 }, b: { n: 2 } }],
    [{ a: [{ id: 1, n: 1 }, { id: 2 }, 3] }, ['.a[*].id'], { a: [{ n: 1 }, {}, 3] }],
    [{ a: [{ id: 1 }, { id: 2 }] }, ['.a[1].id'], { a: [{ id: 1 }, {}] }],
    [{ '404': 1, b: 2 }, ['[404]'], { b: 2 }],
    [{ 'a.b': 1, a: { b: 2 } }, ["['a.b']"], { a: { b: 2 } }],
    [{ a: 'text' }, ['.a.length'], { a: 'text' }],
    [{ a: null }, ['.a.b'], { a: null }],
    [{ a: new Date(0) }, ['.a.b'], { a: new Date(0) }],
    [[1, 2, 3], ['[0]'], [null, 2, 3]],
    [[1, 2, 3], ['[2]'], [1, 2]],
    [[1, 2, 3], ['[1]', '[2]'], [1]],
    [[1, 2], ['[2]'], [1, 2]],
    [[1, null], ['[5]'], [1, null]],
    [[1, 2, 3], ['[*]'], []],
    [5, ['.a'], 5],
    [{ a: 1 }, ['', '.a'], undefined],
  ])('%j less %j', (value, paths, kept) => {
    const before = structuredClone(value)
    expect(withoutFields(value, patterns(...paths))).toEqual(kept)
    expect(value).toEqual(before)
  })

  test('nothing to take out: the value itself', () => {
    const value = { a: [1] }
    expect(withoutFields(value, [])).toBe(value)
  })

  test('neither reads nor sets a prototype', () => {
    const value = JSON.parse('{"__proto__":{"id":1,"n":1},"constructor":{"id":2}}') as object
    const kept = withoutFields(value, patterns("['__proto__'].id", '.constructor.id')) as object
    expect(JSON.stringify(kept)).toBe('{"__proto__":{"n":1},"constructor":{}}')
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype)
    expect(withoutFields({}, patterns('.toString'))).toEqual({})
  })
})

test.each<[string, string[], string]>([
  ['a=1&ts=2&b=3', ['.ts'], 'a=1&b=3'],
  ['ts=1&a=1&ts=2', ['.ts'], 'a=1'],
  ['ts=1', ['.ts'], ''],
  ['ts', ['.ts'], ''],
  ['a=1&a.b=2', ["['a.b']"], 'a=1'],
  ['filter%5Bid%5D=1&x=2', ["['filter[id]']"], 'x=2'],
  ['a+b=1&x=2', ["['a b']"], 'x=2'],
  ['404=1&x=2', ['[404]'], 'x=2'],
  ['a=1&b=2', ['[*]'], ''],
  ['a=1', [''], ''],
  ['a=%zz&ts=%zz', ['.ts'], 'a=%zz'],
  ['a=1&b=2', ['.a.b'], 'a=1&b=2'],
  ['a=ts&b=1', ['.ts'], 'a=ts&b=1'],
])('pairs %s less %j', (text, paths, kept) => {
  expect(withoutPairs(text, patterns(...paths))).toBe(kept)
})
