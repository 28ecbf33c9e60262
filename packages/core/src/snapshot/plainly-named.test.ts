import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { LIMITS, setLimits } from '../limits.js'
import { encode } from './encode.js'
import { isPlainlyNamed } from './plainly-named.js'
import { redactJson } from './redaction/redact-json.js'
import { createRedactor } from './redaction/redactor.js'
import { arbitraryValue } from './testing/arbitrary-value.js'
import type { JsonValue } from './types.js'

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

test.each<[string, unknown]>([
  ['a text', 'a'],
  ['0', 0],
  ['null', null],
  ['an empty list and object', [[], {}]],
  ['an object without a prototype', Object.assign(Object.create(null) as object, { a: [1.5, true] })],
  ['one of another realm', runInContext('({ a: [{ b: 1 }] })', createContext())],
  ['names that count', { usage: { max_tokens: 1, total_tokens: 2 }, next_page_token: 'a' }],
  ['a named value', { name: 'label', value: 'refund' }],
  [
    'lists of two',
    [
      ['a', 'b'],
      ['name', 1],
    ],
  ],
  ['as deep as may be', nested(LIMITS.valueDepth)],
  ['a $ref', { $ref: '#/definitions/a' }],
])('yes: %s', (_what, value) => {
  expect(isPlainlyNamed(value)).toBe(true)
})

test.each<[string, unknown]>([
  ['undefined', { a: undefined }],
  ['-0', [-0]],
  ['NaN', [Number.NaN]],
  ['a bigint', { a: 1n }],
  ['a date', [new Date(0)]],
  ['a function', { a: () => 1 }],
  ['a symbol', [Symbol('a')]],
  ['a symbol key', [{ [Symbol('a')]: 1 }]],
  ['a list with a symbol key', [Object.assign([1], { [Symbol('a')]: 2 })]],
  [
    'an instance',
    [
      new (class A {
        b = 1
      })(),
    ],
  ],
  ['a hole', [Object.assign([1], { 2: 3 })]],
  ['a list with a named member', [Object.assign([1], { more: 2 })]],
  ['an object like a tag', { $date: '2026-01-01' }],
  ['an object like one that was like a tag', { $$date: '2026-01-01' }],
  ['one too deep', nested(LIMITS.valueDepth + 1)],
  ['the name of a secret', { a: [{ apiKey: 'k' }] }],
  ['a header as an entry', [{ name: 'Authorization', value: 'k' }]],
  ['a setting as an entry', [{ value: 'k', key: 'client_secret' }]],
  ['a header in a list', ['set-cookie', 'k']],
])('not for certain: %s', (_what, value) => {
  expect(isPlainlyNamed(value)).toBe(false)
})

test('not for certain: what is too long, or contains itself', () => {
  const cycle: unknown[] = []
  cycle.push({ cycle })
  expect(isPlainlyNamed(cycle)).toBe(false)
  onTestFinished(() => {
    setLimits({})
  })
  setLimits({ fieldBytes: 9 })
  expect(isPlainlyNamed(['abc'])).toBe(true)
  expect(isPlainlyNamed(['abcd'])).toBe(false)
})

test('what is inherited never makes a yes', () => {
  const prototype = Object.prototype as { polluted?: unknown }
  onTestFinished(() => {
    delete prototype.polluted
  })
  prototype.polluted = 'a text'
  expect(isPlainlyNamed({ $date: 'a' })).toBe(false)
  prototype.polluted = () => 1
  expect(isPlainlyNamed({ a: 1 })).toBe(false)
})

test('a yes: it is written as it is, and nothing is redacted for its name', () => {
  const redactor = createRedactor()
  const named = fc.constantFrom('password', 'apiKey', 'x-auth-token', 'name', 'key', 'value', 'Cookie', 'a')
  const value = fc.oneof(
    arbitraryValue,
    fc.tuple(named, fc.constantFrom<unknown>('k', 1, {}, ['k', 2])),
    fc.dictionary(named, fc.oneof(named, arbitraryValue), { maxKeys: 3 }),
  )
  let yes = 0
  fc.assert(
    fc.property(value, (given) => {
      if (!isPlainlyNamed(given)) return
      yes++
      expect(encode(given)).toBe(given)
      expect(redactJson(given as JsonValue, redactor)).toStrictEqual(given)
    }),
    { numRuns: 2_000 },
  )
  expect(yes).toBeGreaterThan(200)
})
