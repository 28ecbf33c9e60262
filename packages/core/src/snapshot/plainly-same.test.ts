import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText } from './canonical.js'
import { plainlySame } from './plainly-same.js'
import { arbitraryValue } from './testing/arbitrary-value.js'

describe('says yes of', () => {
  test.each<[string, unknown, unknown]>([
    ['texts', 'x', 'x'],
    ['numbers', 0.1, 0.1],
    ['0', 0, 0],
    ['null', null, null],
    ['lists', [1, [2]], [1, [2]]],
    ['objects with keys in another order', { a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 }],
    ['another realm', runInNewContext('({ a: [1] })'), { a: [1] }],
    ['a member called __proto__', JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":1}')],
  ])('%s', (_what, value, recorded) => {
    expect(plainlySame(value, recorded)).toBe(true)
  })
})

describe('never says yes of', () => {
  const f = (): number => 1
  const cycle: unknown[] = []
  cycle.push(cycle)
  const at = new Date(0)
  test.each<[string, unknown, unknown]>([
    ['another text', 'x', 'y'],
    ['0 and -0', 0, -0],
    ['-0 and 0', -0, 0],
    ['NaN, which is left to encode', Number.NaN, Number.NaN],
    ['undefined, which may be a hole', [undefined], [undefined]],
    ['a hole', [,], [undefined]],
    ['a list with a symbol key', Object.assign([1], { [Symbol('a')]: 1 }), [1]],
    ['undefined for an absent member', { a: undefined }, {}],
    ['a function', f, f],
    ['a symbol', Symbol.iterator, Symbol.iterator],
    ['a cycle', cycle, cycle],
    ['a date, though it is the same', at, at],
    ['an instance', new (class A {
      a = 1
    })(), { a: 1 }], // prettier-ignore
    ['a symbol key', { a: 1, [Symbol('x')]: 1 }, { a: 1 }],
    ['a list with members of its own', Object.assign([1], { index: 0 }), [1]],
    ['a list for an object', [1], { 0: 1 }],
    ['an object for a list', { 0: 1, length: 1 }, [1]],
    ['a longer list', [1, 2], [1]],
    ['another member', { a: 1, b: 2 }, { a: 1, c: 2 }],
    ['an inherited member', { toString: 1 }, { a: 1 }],
    ['an object and null', {}, null],
  ])('%s', (_what, value, recorded) => {
    expect(plainlySame(value, recorded)).toBe(false)
  })
})

test('what it says yes of has the same canonical text', () => {
  fc.assert(
    fc.property(arbitraryValue, arbitraryValue, (a, b) => {
      if (plainlySame(a, b)) expect(canonicalText(a)).toBe(canonicalText(b))
    }),
  )
})

test('plain JSON is the same as itself read again', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value)
      // JSON.stringify writes -0 as 0.
      expect(plainlySame(JSON.parse(text), JSON.parse(text))).toBe(true)
    }),
  )
})
