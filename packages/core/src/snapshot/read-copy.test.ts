import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../limits.js'
import { canonicalText } from './canonical.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { readCopyOf } from './read-copy.js'
import { arbitraryValue } from './testing/arbitrary-value.js'

describe('a copy of what was read', () => {
  test.each<[string, string]>([
    ['a text', '"x"'],
    ['numbers', '[0,1.5,-1]'],
    ['lists and objects', '{"a":[{"b":[]},{}],"c":[[1],null]}'],
    ['a member called __proto__', '{"__proto__":{"a":{}},"b":1}'],
  ])('of %s is equal and shares nothing', (_what, json) => {
    const value = JSON.parse(json) as unknown
    const copy = readCopyOf({ value }, 'input')
    expect(JSON.stringify(copy.value)).toBe(json)
    shareNothing(copy.value, value)
  })

  test('is one also of the values that JSON lacks', () => {
    const value = decode({ at: { $date: '2026-01-01T00:00:00.000Z' }, map: { $map: [['a', { b: 1 }]] } })
    const copy = readCopyOf(value, 'input') as { at: Date; map: Map<string, object> }
    expect(copy).toEqual(value)
    expect(copy.at).not.toBe((value as typeof copy).at)
    expect(copy.map.get('a')).not.toBe((value as typeof copy).map.get('a'))
  })

  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
  ])('there is none of %s, which a snapshot that was given may hold', (_what, value) => {
    for (const given of [value, [value], { a: [{ b: value }] }])
      expect(() => readCopyOf(given, 'input')).toThrow(expect.objectContaining({ code: 'NOT_SERIALIZABLE' }))
  })

  test('there is none of what is too deep', () => {
    const deep: unknown = Array.from({ length: LIMITS.valueDepth + 1 }).reduce((inner) => [inner], 1)
    expect(() => readCopyOf(deep, 'input')).toThrow(/^input.*nested deeper/)
  })

  test('of anything that was recorded is the same', () => {
    fc.assert(
      fc.property(arbitraryValue, (value) => {
        const read = decode(encode(value))
        expect(canonicalText(readCopyOf(read, 'input'))).toBe(canonicalText(read))
      }),
    )
  })
})

function shareNothing(copy: unknown, value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  expect(copy).not.toBe(value)
  for (const key of Object.keys(value)) {
    shareNothing((copy as Record<string, unknown>)[key], (value as Record<string, unknown>)[key])
  }
}
