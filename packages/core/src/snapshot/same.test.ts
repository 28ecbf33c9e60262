import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical.js'
import { encode } from './encode.js'
import { sameJson } from './same.js'
import { HOSTILE_KEYS, randomValue, seededRandom } from './testing/random-values.js'
import type { JsonValue } from './types.js'

function same(a: unknown, b: unknown): boolean {
  return sameJson(encode(a), encode(b))
}

function foreign(code: string): unknown {
  return runInNewContext(code)
}

const bytes = (...values: number[]) => new Uint8Array(values)
const parsed = (text: string): JsonValue => JSON.parse(text) as JsonValue
const HOSTILE = '{"__proto__":{"p":1},"constructor":2,"valueOf":1,"toString":"x","hasOwnProperty":1}'

test.each<[string, unknown, unknown]>([
  ['keys in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
  ['NaN', Number.NaN, Number.NaN],
  ['an infinity', -Infinity, -Infinity],
  ['invalid dates', new Date(Number.NaN), new Date('never')],
  ['dates', new Date(5), new Date(5)],
  ['bigints', 2n ** 70n, 2n ** 70n],
  [
    'maps in another order',
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
    new Map([
      ['b', 2],
      ['a', 1],
    ]),
  ],
  ['maps with objects as keys', new Map([[{ k: 1 }, 1]]), new Map([[{ k: 1 }, 1]])],
  ['sets in another order', new Set([1, '1', null]), new Set([null, '1', 1])],
  ['sets of equal objects', new Set([{ a: 1 }, [2]]), new Set([[2], { a: 1 }])],
  ['typed arrays', bytes(1, 2), bytes(1, 2)],
  ['a part of a buffer and a whole one', bytes(9, 1, 2).subarray(1), bytes(1, 2)],
  ['array buffers', bytes(1, 2).buffer, bytes(1, 2).buffer],
  ['errors', new TypeError('x', { cause: 1 }), new TypeError('x', { cause: 1 })],
  ['regular expressions', /a\/b/gi, new RegExp('a/b', 'gi')],
  ['URLs', new URL('https://A.example'), new URL('https://a.example/')],
  ['undefined members', { a: undefined }, { a: undefined }],
  ['arrays with the same holes', [1, , 2], [1, , 2]],
  ['own names of methods', parsed(HOSTILE), parsed(HOSTILE)],
  ['lone surrogates', '\ud800', '\ud800'],
  ['an object of another realm', { a: [1] }, foreign('({ a: [1] })')],
  ['an object without prototype', { a: 1 }, Object.assign(Object.create(null), { a: 1 })],
  ['a date of another realm', new Date(5), foreign('new Date(5)')],
  ['a map of another realm', new Map([['a', [1]]]), foreign('new Map([["a", [1]]])')],
  ['a set of another realm', new Set([{ a: 1 }]), foreign('new Set([{ a: 1 }])')],
  ['an error of another realm', new RangeError('x'), foreign('new RangeError("x")')],
  ['a regular expression of another realm', /a/g, foreign('/a/g')],
  ['bytes of another realm', bytes(1, 2), foreign('new Uint8Array([1, 2])')],
  ['an array buffer of another realm', bytes(1).buffer, foreign('new Uint8Array([1]).buffer')],
])('the same: %s', (_what, a, b) => {
  expect(same(a, b)).toBe(true)
  expect(same(b, a)).toBe(true)
  expect(same({ in: [a] }, { in: [b] })).toBe(true)
})

test.each<[string, unknown, unknown]>([
  ['-0 and 0', -0, 0],
  ['NaN and its name', Number.NaN, 'NaN'],
  ['NaN and null', Number.NaN, null],
  ['undefined and absent', { a: undefined }, {}],
  ['undefined and null', { a: undefined }, { a: null }],
  ['undefined and a hole at the end', [undefined], []],
  ['undefined and a hole', [1, undefined, 2], [1, , 2]],
  ['holes in other places', [1, , 2, 3], [1, 2, , 3]],
  ['lengths', [1, ,], [1]],
  ['a number and its text', 1, '1'],
  ['a number and its bigint', 1, 1n],
  ['neighbouring numbers', 0.1 + 0.2, 0.3],
  ['bigints', 1n, 2n],
  ['bigints that are one number', 2n ** 53n, 2n ** 53n + 1n],
  ['values of a map', new Map([['a', 1]]), new Map([['a', 2]])],
  ['keys of a map', new Map([['a', 1]]), new Map([['b', 1]])],
  ['a map and its object', new Map([['a', 1]]), { a: 1 }],
  ['a map and its entries', new Map([['a', 1]]), [['a', 1]]],
  ['members of a set', new Set([1]), new Set([2])],
  ['a set and its list', new Set([1]), [1]],
  ['an empty set and an empty map', new Set(), new Map()],
  ['dates', new Date(1), new Date(2)],
  ['a date and an invalid one', new Date(0), new Date(Number.NaN)],
  ['a date and its text', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['a date and its tag', new Date(0), { $date: '1970-01-01T00:00:00.000Z' }],
  ['messages of errors', new Error('a'), new Error('b')],
  ['names of errors', new Error('a'), new TypeError('a')],
  ['causes of errors', new Error('a', { cause: 1 }), new Error('a', { cause: 2 })],
  ['codes of errors', Object.assign(new Error('a'), { code: 1 }), new Error('a')],
  ['URLs', new URL('https://a.example/'), new URL('https://a.example/#')],
  ['a URL and its text', new URL('https://a.example/'), 'https://a.example/'],
  ['sources of regular expressions', /a/, /b/],
  ['flags of regular expressions', /a/, /a/g],
  ['bytes', bytes(1), bytes(2)],
  ['lengths of bytes', bytes(1), bytes(1, 0)],
  ['types of bytes', bytes(1, 0), new Uint16Array([1])],
  ['bytes and their list', bytes(1), [1]],
  ['contents of array buffers', bytes(1).buffer, bytes(2).buffer],
  ['an array buffer and its bytes', bytes(1).buffer, bytes(1)],
  ['a buffer and its bytes', Buffer.from([1]), bytes(1)],
  ['lists in another order', [1, 2], [2, 1]],
  ['a list and its members', [1], { 0: 1 }],
  ['an empty list and an empty object', [], {}],
  ['own __proto__', parsed('{"__proto__":1}'), parsed('{"__proto__":2}')],
  ['own __proto__ and none', parsed('{"__proto__":{}}'), {}],
  ['own valueOf', { valueOf: 1 }, { valueOf: 2 }],
  ['own toString', { toString: 'x' }, { toString: 'y' }],
  ['own constructor', { constructor: 1 }, { constructor: 2 }],
  ['own toString and the inherited one', { toString: '[object Object]' }, {}],
  ['composed and decomposed letters', 'é', 'e\u0301'],
  ['letters of another case', 'yes', 'Yes'],
  ['lone surrogates', '\ud800', '\ud801'],
  ['objects of another realm', { a: 1 }, foreign('({ a: 2 })')],
  ['dates of another realm', new Date(1), foreign('new Date(2)')],
])('not the same: %s', (_what, a, b) => {
  expect(same(a, b)).toBe(false)
  expect(same(b, a)).toBe(false)
  expect(same({ in: [a] }, { in: [b] })).toBe(false)
})

test.each(HOSTILE_KEYS)('a member named %j counts', (key) => {
  const holder = (value: unknown) => Object.fromEntries([[key, value]])
  expect(same(holder(1), holder(1))).toBe(true)
  expect(same(holder(1), holder(2))).toBe(false)
  expect(same(holder(undefined), {})).toBe(false)
})

test('is what canonical texts say, in both directions', () => {
  const random = seededRandom(7)
  let equal = 0
  for (let round = 0; round < 3000; round++) {
    const [a, b] = [encode(randomValue(random, 1)), encode(randomValue(random, 1))]
    const expected = canonicalJson(a) === canonicalJson(b)
    if (expected) equal++
    expect(sameJson(a, b)).toBe(expected)
    expect(sameJson(b, a)).toBe(expected)
    expect(sameJson(a, JSON.parse(JSON.stringify(a)) as JsonValue)).toBe(true)
  }
  expect(equal).toBeGreaterThan(20)
})
