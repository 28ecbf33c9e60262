import { expect, test } from 'vitest'
import { setOwn } from '../../snapshot/plain-object.js'
import type { Body, HttpRequest, JsonValue } from '../../snapshot/types.js'
import { requestKey } from './request.js'
import { isSameRequest } from './same-request.js'

const post = (body?: Body): HttpRequest => ({
  method: 'POST',
  url: 'http://h/',
  ...(body === undefined ? {} : { body }),
})
const named = (name: string): JsonValue => {
  const object = {}
  setOwn(object, name, 1)
  return object
}

const BODIES: readonly (readonly [name: string, make: () => Body | undefined])[] = [
  ['none', () => undefined],
  ['an empty text', () => ''],
  ['a text', () => 'a\nb'],
  ['other text', () => 'a\nc'],
  ['bytes', () => ({ base64: 'AAE=' })],
  ['other bytes', () => ({ base64: 'AAI=' })],
  ['an object', () => ({ json: { a: [1, 'x', null, true], b: {} } })],
  ['less', () => ({ json: { a: [1, 'x', null], b: {} } })],
  ['more', () => ({ json: { a: [1, 'x', null, true], b: { c: 1 } } })],
  ['a list', () => ({ json: [1] })],
  ['what looks like a list', () => ({ json: { 0: 1 } })],
  ['an empty list', () => ({ json: [] })],
  ['null', () => ({ json: [null] })],
  ['a number as text', () => ({ json: ['1'] })],
  ['zero', () => ({ json: [0] })],
  ['less than zero', () => ({ json: [-0] })],
  ['a member of another name', () => ({ json: named('a') })],
  ['a member with a name of its own', () => ({ json: named('__proto__') })],
  ['no member', () => ({ json: {} })],
  ['a date', () => ({ json: new Date(0) as never })],
]
const pairs = BODIES.flatMap(([a, one]) => BODIES.map(([b, other]) => [a, b, one, other] as const))

test.each(pairs)('%s and %s are the same where they have one key', (_a, _b, one, other) => {
  const [a, b] = [post(one()), post(other())]
  const isDate = [a, b].some(({ body }) => typeof body === 'object' && JSON.stringify(body).includes('1970'))
  // What was put in by hand is left to the key.
  expect(isSameRequest(a, b)).toBe(!isDate && requestKey(a) === requestKey(b))
})

test('text is the same in one piece and in lines', () => {
  expect(isSameRequest(post('a\nb'), post({ lines: ['a', 'b'] }))).toBe(true)
})

test('how JSON is spaced does not count', () => {
  expect(isSameRequest(post({ json: [1] }), post({ json: [1], indent: 2, newline: true }))).toBe(true)
})

test.each([
  ['method', { method: 'PUT' }],
  ['URL', { url: 'http://h/?a' }],
])('another %s is another request', (_name, change) => {
  expect(isSameRequest(post('x'), { ...post('x'), ...change })).toBe(false)
})
