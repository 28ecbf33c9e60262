import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { LIMITS, setLimits } from '../limits.js'
import { encode } from './encode.js'
import { isJson, isJsonLeaf } from './is-json.js'
import { arbitraryValue } from './testing/arbitrary-value.js'

const cycle: Record<string, unknown> = {}
Object.assign(cycle, { one: cycle, other: [cycle] })

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value }
  return value
}

test.each<[string, unknown]>([
  ['a text', 'a'],
  ['0', 0],
  ['null', null],
  ['false', false],
  ['an empty list and object', [[], {}]],
  ['a number with more digits than most', 0.1 + 0.2],
  ['an object without a prototype', Object.assign(Object.create(null) as object, { a: [1.5, true] })],
  ['one of another realm', runInContext('({ a: [{ b: 1 }] })', createContext())],
  ['a secret, by its name', { password: 'hunter2' }],
  ['members called __proto__ and constructor', JSON.parse('{"__proto__":{"a":1},"constructor":2}')],
  ['a $ref', { $ref: '#/definitions/a' }],
  ['a tag beside another member', { $date: 'today', at: 1 }],
  ['as deep as may be', nested(LIMITS.valueDepth)],
])('yes: %s', (_what, value) => {
  expect(isJson(value)).toBe(true)
  expect(encode(value)).toBe(value)
})

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['a member that is undefined', { a: undefined }],
  ['-0', [-0]],
  ['NaN', [Number.NaN]],
  ['Infinity', { a: Number.POSITIVE_INFINITY }],
  ['a bigint', { a: 1n }],
  ['a date', [new Date(0)]],
  ['a map', { a: new Map() }],
  ['bytes', { a: new Uint8Array(2) }],
  ['a function', { a: () => 1 }],
  ['a symbol', [Symbol('a')]],
  ['a symbol key', [{ [Symbol('a')]: 1 }]],
  ['an instance', [new AbortController()]],
  ['a hole', [Object.assign([1], { 2: 3 })]],
  ['a list with a named member', [Object.assign([1], { more: 2 })]],
  ['a list with a symbol key', [Object.assign([1], { [Symbol('a')]: 2 })]],
  ['an object like a tag', [{ $date: '2026-01-01' }]],
  ['an object like one that was like a tag', { a: { $$date: '2026-01-01' } }],
  ['a cycle with two ways round', cycle],
  ['deeper than may be', nested(LIMITS.valueDepth + 1)],
])('no: %s', (_what, value) => {
  expect(isJson(value)).toBe(false)
})

test('what everything inherits hides no tag, and is none', () => {
  const everything = Object.prototype as Record<string, unknown>
  onTestFinished(() => {
    delete everything['inherited']
  })
  everything['inherited'] = 1

  const likeATag = { $date: '1970-01-01T00:00:00.000Z' }
  expect(isJson(likeATag)).toBe(false)
  expect(encode(likeATag)).toEqual({ $$date: '1970-01-01T00:00:00.000Z' })
  expect(isJson({ a: [{ $bigint: '5' }] })).toBe(false)
  expect(encode({ a: 1, b: {} })).toEqual({ a: 1, b: {} })
})

test('a text or member longer than a field may be is looked at more closely', () => {
  const before = LIMITS.fieldBytes
  onTestFinished(() => {
    setLimits({ fieldBytes: before })
  })
  setLimits({ fieldBytes: 30 })

  expect(isJson(['a'.repeat(10)])).toBe(true)
  expect(isJsonLeaf('a'.repeat(11))).toBe(false)
  expect(isJson({ text: 'a'.repeat(11) })).toBe(false)
  // It is not longer, as it has one byte for each letter.
  expect(encode({ text: 'a'.repeat(11) })).toEqual({ text: 'a'.repeat(11) })
  expect(() => encode({ text: 'a'.repeat(31) }, 'output')).toThrow(/^output\.text/)
})

test('a yes is what comes back as it is, and reads back from its text', () => {
  fc.assert(
    fc.property(arbitraryValue, (value) => {
      if (!isJson(value)) return
      expect(encode(value)).toBe(value)
      expect(JSON.parse(JSON.stringify(value))).toEqual(value)
    }),
  )
})

test('what JSON.parse reads is a yes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(isJson(JSON.parse(JSON.stringify(value)))).toBe(true)
    }),
  )
})
