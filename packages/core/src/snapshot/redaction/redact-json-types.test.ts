import { describe, expect, test } from 'vitest'
import { decode } from '../decode.js'
import { encode } from '../encode.js'
import { redactJson } from './redact-json.js'
import { createRedactor } from './redactor.js'

const redacted = (value: unknown, by = createRedactor()): unknown => decode(redactJson(encode(value), by))

describe('what only reads like the name of a secret', () => {
  test.each<[string, unknown]>([
    ['two names', { required: ['password', 'email'] }],
    ['a pattern for one', /password/g],
    ['a count', { user_tokens: 120, cookies: 3, n: '{"session_tokens":4000}' }],
    ['a token of a model with its probability', { token: { id: 13, text: 'hello', logprob: -1 } }],
  ])('%s', (_what, value) => {
    expect(redacted(value)).toEqual(value)
  })
})

test('a pair by itself, of what may be the name and a secret', () => {
  expect(redacted(['authorization', 'abc-12345'])).toEqual(['authorization', '[redacted:authorization]'])
  expect(redacted([['password', 'swordfish']])).toEqual([['password', '[redacted:password]']])
})

test.each<[string, unknown, unknown]>([
  ['a bigint', 4111111111111111n, '[redacted:card]'],
  ['a URL', new URL('http://203.0.113.7/x'), 'http://[redacted:ip]/x'],
  ['a date', new Date(0), '[redacted:year]-01-01T00:00:00.000Z'],
])('%s that can be none any more becomes a text', (_what, value, expected) => {
  const own = createRedactor({ personal: true, rules: [{ kind: 'year', pattern: /1970/ }] })
  const once = redacted(value, own)
  expect(once).toEqual(expected)
  expect(redacted(once, own)).toEqual(once)
})
