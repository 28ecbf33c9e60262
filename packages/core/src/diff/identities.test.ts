import { describe, expect, test } from 'vitest'
import { encode } from '../snapshot/encode.js'
import { sameJson } from '../snapshot/same.js'
import { randomValue, seededRandom } from '../snapshot/testing/random-values.js'
import { Identities } from './identities.js'

describe('one number', () => {
  test.each<[string, unknown, unknown]>([
    ['keys in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ['members of a set in another order', new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])],
    [
      'entries of a map in another order',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ],
    ['empty objects', {}, {}],
    ['NaN', Number.NaN, Number.NaN],
  ])('%s', (_what, a, b) => {
    const identities = new Identities()
    expect(identities.of(encode(a))).toBe(identities.of(encode(b)))
    expect(identities.of(encode([a]))).toBe(identities.of(encode([b])))
  })
})

describe('two numbers', () => {
  test.each<[string, unknown, unknown]>([
    ['a text and a number', '1', 1],
    ['a text and a boolean', 'true', true],
    ['a text and null', 'null', null],
    ['names of members', { a: 1 }, { b: 1 }],
    ['values of members', { a: 1 }, { a: 2 }],
    ['exchanged values', { a: 1, b: 2 }, { a: 2, b: 1 }],
    ['a name and its value', { a: 'b' }, { b: 'a' }],
    ['a list and an object', [], {}],
    ['a list and its text', [1], '[1'],
    ['a list of one and a list in a list', [1], [[1]]],
    ['order of elements', [1, 2], [2, 1]],
    ['-0 and 0', -0, 0],
    ['undefined and null', undefined, null],
    ['undefined and absent', { a: undefined }, {}],
    ['a hole and undefined', [, 1], [undefined, 1]],
    ['an own __proto__', JSON.parse('{"__proto__":{}}'), {}],
    ['a map and an object', new Map([['a', 1]]), { a: 1 }],
  ])('%s', (_what, a, b) => {
    const identities = new Identities()
    expect(identities.of(encode(a))).not.toBe(identities.of(encode(b)))
    expect(identities.of(encode([a]))).not.toBe(identities.of(encode([b])))
  })
})

test('the same number exactly for the same values', () => {
  const random = seededRandom(21)
  const identities = new Identities()
  for (let round = 0; round < 2_000; round++) {
    const [a, b] = [encode(randomValue(random, 2)), encode(randomValue(random, 2))]
    expect(identities.of(a) === identities.of(b)).toBe(sameJson(a, b))
    expect(identities.of(JSON.parse(JSON.stringify(a)))).toBe(identities.of(a))
  }
})
