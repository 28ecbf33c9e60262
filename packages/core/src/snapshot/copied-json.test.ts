import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { copiedJson } from './copied-json.js'
import { encode } from './encode.js'
import { arbitraryValue } from './testing/arbitrary-value.js'
import type { JsonValue } from './types.js'

const copied = (json: JsonValue): JsonValue => copiedJson(json, () => undefined)

function objectsIn(json: JsonValue): object[] {
  if (typeof json !== 'object' || json === null) return []
  return [json, ...Object.values(json).flatMap(objectsIn)]
}

test('is what the text of it would be read as, and shares nothing', () => {
  fc.assert(
    fc.property(arbitraryValue, (value) => {
      const json = encode(value)
      const copy = copied(json)
      // Not by toStrictEqual, which stumbles over a member called `__proto__`.
      expect(isDeepStrictEqual(copy, JSON.parse(JSON.stringify(json)))).toBe(true)
      expect(JSON.stringify(copy)).toBe(JSON.stringify(json))
      const own = new Set(objectsIn(json))
      expect(objectsIn(copy).filter((object) => own.has(object))).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})

test.each<[string, JsonValue]>([
  ['another realm', runInNewContext('({ list: [{}] })') as JsonValue],
  ['a class of lists', { list: new (class extends Array<JsonValue> {})({}) }],
  ['no prototype', Object.assign(Object.create(null) as object, { list: [{}] })],
])('is made of plain objects and lists of this realm: %s', (_case, json) => {
  const copy = copied(json) as { list: object[] }
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
  expect(Object.getPrototypeOf(copy.list)).toBe(Array.prototype)
  expect(Object.getPrototypeOf(copy.list[0])).toBe(Object.prototype)
})

test('tells of every object with a single member, the outer ones first', () => {
  const seen: string[] = []
  copiedJson({ a: [{ b: 1, c: { d: {} } }, { e: [[{ f: null }]] }] }, (key) => seen.push(key))
  expect(seen).toEqual(['a', 'd', 'e', 'f'])
})
