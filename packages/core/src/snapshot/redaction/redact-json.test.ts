import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { decode } from '../decode.js'
import { encode } from '../encode.js'
import type { JsonValue } from '../types.js'
import { redactJson } from './redact-json.js'
import { createRedactor } from './redactor.js'
import { API_KEYS, HARMLESS, PEM, PERSONAL } from './testing/secrets.js'

const redactor = createRedactor()
const redacted = (value: unknown, by = redactor): unknown => decode(redactJson(encode(value), by))
const KEY = API_KEYS['anthropic'] as string

describe('what is kept under the name of a secret', () => {
  test.each<[string, unknown, unknown]>([
    ['a text', { password: 'p' }, { password: '[redacted:password]' }],
    ['a number', { password: 1234 }, { password: '[redacted:password]' }],
    ['a bigint', { secret: 12n }, { secret: '[redacted:secret]' }],
    ['bytes', { privateKey: new Uint8Array([1, 2]) }, { privateKey: '[redacted:private-key]' }],
    [
      'nothing',
      { token: null, secret: undefined, password: '', cookie: false },
      { token: null, secret: undefined, password: '', cookie: false },
    ],
    ['a marker', { token: '[redacted:jwt]' }, { token: '[redacted:jwt]' }],
    [
      'an object, leaf by leaf',
      { credentials: { user: 'u', more: { n: 1 } } },
      { credentials: { user: '[redacted:secret]', more: { n: '[redacted:secret]' } } },
    ],
    ['a list', { apiKeys: ['a', 'b'] }, { apiKeys: ['[redacted:api-key]', '[redacted:api-key]'] }],
    [
      'at any depth',
      { a: [{ b: { Authorization: 'Bearer abc' } }] },
      { a: [{ b: { Authorization: '[redacted:authorization]' } }] },
    ],
    ['in a map', new Map([['api_key', 'k']]), new Map([['api_key', '[redacted:api-key]']])],
    [
      'in a map in a map',
      { secrets: new Map([['a', 'k']]) },
      { secrets: new Map([['[redacted:secret]', '[redacted:secret]']]) },
    ],
    [
      'as a pair',
      [
        ['authorization', 'Bearer abc'],
        ['accept', '*/*'],
      ],
      [
        ['authorization', '[redacted:authorization]'],
        ['accept', '*/*'],
      ],
    ],
    ['as an entry', { name: 'X-Api-Key', value: 'k' }, { name: 'X-Api-Key', value: '[redacted:api-key]' }],
    [
      'as an entry with a key',
      [{ key: 'DB_PASSWORD', value: 'k' }],
      [{ key: 'DB_PASSWORD', value: '[redacted:password]' }],
    ],
    [
      'in headers',
      new Headers({ authorization: 'Bearer abc', accept: '*/*' }),
      new Headers({ authorization: '[redacted:authorization]', accept: '*/*' }),
    ],
    [
      'in an error',
      Object.assign(new Error('no'), { token: 't' }),
      Object.assign(new Error('no'), { token: '[redacted:token]' }),
    ],
  ])('%s', (_what, value, expected) => {
    expect(redacted(value)).toEqual(expected)
  })

  test.each(['token', 'Token', 'x-token'])(
    'the name %s alone means one, but not beside a probability',
    (name) => {
      expect(redacted({ [name]: 'abc' })).toEqual({ [name]: '[redacted:token]' })
      const logprobs = [
        { token: ' the', logprob: -0.1, bytes: [32] },
        { token: 'a', logProbability: -1 },
        { token: 'a', tokenId: 5 },
      ]
      expect(redacted(logprobs)).toBe(logprobs)
    },
  )

  test('names of one’s own, in any spelling, and names that are none after all', () => {
    const own = createRedactor({ names: ['taxId'], allow: ['authorization'] })
    expect(redacted({ tax_id: '1', 'Tax-ID': '2', authorization: 'approved', password: 'p' }, own)).toEqual({
      tax_id: '[redacted:secret]',
      'Tax-ID': '[redacted:secret]',
      authorization: 'approved',
      password: '[redacted:password]',
    })
    expect(own.text('{"tax_id":"1"}')).toBe('{"tax_id":"[redacted:secret]"}')
  })
})

describe('what looks like a secret', () => {
  test('in a text and in a key, at any depth', () => {
    const value = { notes: [`use ${KEY}`], [KEY]: new Set([KEY]) }
    expect(redacted(value)).toEqual({
      notes: ['use [redacted:api-key]'],
      '[redacted:api-key]': new Set(['[redacted:api-key]']),
    })
  })

  test('over several lines of a text that is kept as lines', () => {
    const value = { lines: ['first', ...PEM.split('\n'), 'last'] }
    expect(redacted(value)).toEqual({ lines: ['first', '[redacted:private-key]', 'last'] })
    expect(redacted({ lines: [] })).toEqual({ lines: [] })
  })

  test('keys that were redacted alike stay two', () => {
    const [a, b] = ['anna@example.com', 'ben@example.com']
    expect(redacted({ [a]: 1, [b]: 2 }, createRedactor({ personal: true }))).toEqual({
      '[redacted:email]': 1,
      "[redacted:email]'": 2,
    })
  })

  test('a number that is personal data', () => {
    const personal = createRedactor({ personal: true })
    expect(redacted({ card: 4111111111111111, at: 1700000000123, seed: 4111111111111112 }, personal)).toEqual(
      {
        card: '[redacted:card]',
        at: 1700000000123,
        seed: 4111111111111112,
      },
    )
  })

  test('an error: its message and its cause', () => {
    const error = redacted(new Error(`refused ${KEY}`, { cause: new Error(KEY) })) as Error
    expect(error.message).toBe('refused [redacted:api-key]')
    expect((error.cause as Error).message).toBe('[redacted:api-key]')
  })
})

test('what holds none is the same reference', () => {
  const value = {
    texts: [...HARMLESS],
    usage: { total_tokens: 120 },
    at: { $date: '2026-01-01T00:00:00.000Z' },
  }
  expect(redactJson(value, redactor)).toBe(value)
  expect(redactJson(value, createRedactor({ personal: true }))).toBe(value)
})

test('nothing is changed in place', () => {
  const value = { a: [{ password: 'p' }], b: { c: 1 } }
  const before = structuredClone(value)
  const after = redactJson(value, redactor) as typeof value
  expect(value).toEqual(before)
  expect(after.b).toBe(value.b)
})

test('own keys named like members of all objects stay own keys', () => {
  const value = JSON.parse('{"__proto__":{"password":"p"},"constructor":1,"toString":"x"}') as JsonValue
  const after = redactJson(value, redactor)
  expect(JSON.stringify(after)).toBe(
    '{"__proto__":{"password":"[redacted:password]"},"constructor":1,"toString":"x"}',
  )
  expect(Object.getPrototypeOf(after)).toBe(Object.prototype)
})

const secretText = fc.oneof(
  ...[...Object.values(API_KEYS), ...Object.values(PERSONAL)].map((secret) => fc.constant(secret)),
  fc.string(),
  fc.constantFrom(
    '"',
    '\\',
    '{"password":"',
    'token=',
    '://a:',
    '@h',
    '&api_key=',
    'Bearer ',
    ' ',
    'cookie: a=b',
    '[redacted:token]',
  ),
)
const anyText = fc.array(secretText, { maxLength: 6 }).map((parts) => parts.join(''))
const key = fc.oneof(
  fc.constantFrom('password', 'name', 'value', 'token', 'logprob', '$date', '$map'),
  anyText,
)
const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    anyText,
    fc.integer(),
    fc.constantFrom(null, true, 4111111111111111),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 4 }),
  ),
}))

test.each([undefined, 'a key'])(
  'twice is once, whatever the value (RETRIAL_REDACTION_KEY %j)',
  (digestKey) => {
    vi.stubEnv('RETRIAL_REDACTION_KEY', digestKey)
    onTestFinished(() => void vi.unstubAllEnvs())
    for (const by of [
      redactor,
      createRedactor({
        personal: true,
        rules: [
          { kind: 'digits', pattern: /\d+/ },
          { kind: 'word', pattern: /[a-z]+/g },
        ],
      }),
    ]) {
      fc.assert(
        fc.property(json, (value) => {
          const once = redactJson(value, by)
          expect(redactJson(once, by)).toEqual(once)
        }),
        { numRuns: 2_000 },
      )
    }
  },
  60_000,
)

test('no planted key is left, wherever it stands', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(...Object.values(API_KEYS)), anyText, (value, secret, around) => {
      fc.pre(!JSON.stringify([value, around]).includes(secret))
      const planted = { value, list: [{ [`${around} ${secret}`]: `${around}\n${secret} ${around}` }] }
      expect(JSON.stringify(redactJson(planted, redactor))).not.toContain(secret)
    }),
    { numRuns: 2_000 },
  )
})
