import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, canonicalText } from './canonical.js'
import { copyOf } from './copy.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { sameJson } from './same.js'
import { arbitraryValue } from './testing/arbitrary-value.js'
import type { JsonValue } from './types.js'

const written = (value: unknown): JsonValue => JSON.parse(JSON.stringify(encode(value))) as JsonValue

test('any value comes back from its text, with its types', () => {
  fc.assert(
    fc.property(arbitraryValue, (value) => {
      const back = decode(written(value))
      expect(written(back)).toEqual(written(value))
      expect(canonicalText(back)).toBe(canonicalText(value))
    }),
    { numRuns: 1_000 },
  )
})

test('a value and its copy are the same, and share nothing', () => {
  fc.assert(
    fc.property(arbitraryValue, (value) => {
      const copy = copyOf(value, 'value')
      expect(sameJson(encode(copy), encode(value))).toBe(true)
      const shared = objectsIn(value)
      for (const object of objectsIn(copy)) expect(shared.has(object)).toBe(false)
    }),
    { numRuns: 1_000 },
  )
})

test('two values are the same exactly when their canonical texts are', () => {
  fc.assert(
    fc.property(arbitraryValue, arbitraryValue, (a, b) => {
      expect(sameJson(encode(a), encode(b))).toBe(canonicalText(a) === canonicalText(b))
    }),
    { numRuns: 1_000 },
  )
})

test('the canonical text is JSON of the same value, and canonical itself', () => {
  fc.assert(
    fc.property(arbitraryValue, (value) => {
      const text = canonicalText(value)
      expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text)
    }),
    { numRuns: 1_000 },
  )
})

/** Every object in a value, itself included. */
function objectsIn(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  const inner = value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : []
  for (const item of [...Object.values(value), ...inner, (value as { cause?: unknown }).cause])
    objectsIn(item, found)
  return found
}
