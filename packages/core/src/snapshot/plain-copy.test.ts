import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../limits.js'
import { canonicalText } from './canonical.js'
import { NOT_PLAIN, plainCopy } from './plain-copy.js'
import { arbitraryValue } from './testing/arbitrary-value.js'

describe('a copy of plain JSON', () => {
  test.each<[string, unknown]>([
    ['a text', 'x'],
    ['numbers', [0, 1.5, -1]],
    ['true, false and null', [true, false, null]],
    ['lists and objects', { a: [{ b: [] }, {}] }],
    ['a member called __proto__', JSON.parse('{"__proto__":{"a":1}}')],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ])('of %s is equal and shares nothing', (_what, value) => {
    const copy = plainCopy({ value }) as { value: unknown }
    expect(JSON.stringify(copy)).toBe(JSON.stringify({ value }))
    expect(Object.getOwnPropertyNames(copy.value)).toEqual(Object.getOwnPropertyNames(value))
    if (typeof value === 'object') expect(copy.value).not.toBe(value)
  })

  test('is of this realm', () => {
    const copy = plainCopy(runInNewContext('({ list: [1] })')) as { list: number[] }
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
    expect(copy.list).toBeInstanceOf(Array)
  })
})

describe('there is none of', () => {
  const cycle: unknown[] = []
  cycle.push(cycle, cycle)
  const named = Object.assign([1, 2], { index: 0 })
  const deep: unknown = Array.from({ length: LIMITS.valueDepth + 1 }).reduce((inner) => [inner], 1)

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['-0', -0],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['an instance', new AbortController()],
    ['a symbol key', { [Symbol('x')]: 1 }],
    ['a list with a symbol key', Object.assign([1], { [Symbol('x')]: 1 })],
    ['a list with holes', [1, , 2]],
    ['a list with members of its own', named],
    ['a cycle with two ways round', cycle],
    ['what is too deep', deep],
    ['a text that may be too long', 'x'.repeat(LIMITS.fieldBytes / 3 + 1)],
  ])('%s', (_what, value) => {
    expect(plainCopy(value)).toBe(NOT_PLAIN)
    expect(plainCopy({ a: [value] })).toBe(NOT_PLAIN)
  })
})

test('any value is copied as it is, or not at all', () => {
  fc.assert(
    fc.property(arbitraryValue, (value) => {
      const copy = plainCopy(value)
      if (copy !== NOT_PLAIN) expect(canonicalText(copy)).toBe(canonicalText(value))
    }),
  )
})
