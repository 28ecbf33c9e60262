import { describe, expect, test } from 'vitest'
import { decode } from '../decode.js'
import { encode } from '../encode.js'
import { redactJson } from './redact-json.js'
import { createRedactor } from './redactor.js'

const redacted = (value: unknown, by = createRedactor()): unknown => decode(redactJson(encode(value), by))

describe('what only reads like the name of a secret', () => {
  test.each<[string, unknown]>([
    ['two names', { required: ['password', 'email'] }],
    [
      'a question',
      { 'How do I reset my password?': 'Click here', faq: ['I forgot my password.', 'order 12345'] },
    ],
    ['a sentence', ['Please send me a new password', 'My order 12345 is late']],
    [
      'a parameter of a tool',
      {
        password: { type: 'string', description: 'At least 8 letters', minLength: 8 },
        token: { anyOf: [{ type: 'string' }, { type: 'null' }], title: 'Token' },
        credentials: { type: 'object', properties: { user: { type: 'string' } }, required: ['user'] },
      },
    ],
    ['a pattern for one', /password/g],
    ['a count', { user_tokens: 120, cookies: 3, n: '{"session_tokens":4000}' }],
    ['a token of a model with its probability', { token: { id: 13, text: 'hello', logprob: -1 } }],
  ])('%s', (_what, value) => {
    expect(redacted(value)).toEqual(value)
  })
})

test('the default of a parameter of a tool is a secret', () => {
  expect(redacted({ password: { type: 'string', default: 'hunter', value: 'x' } })).toEqual({
    password: { type: 'string', default: '[redacted:password]', value: '[redacted:password]' },
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
