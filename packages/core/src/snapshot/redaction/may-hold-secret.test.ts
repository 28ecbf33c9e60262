import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayHoldSecret } from './may-hold-secret.js'
import { createRedactor } from './redactor.js'
import { redactJson } from './redact-json.js'
import { API_KEYS, HARMLESS, JWT, PEM } from './testing/secrets.js'

const redactor = createRedactor()
const SECRETS = [
  ...Object.values(API_KEYS),
  JWT,
  PEM,
  'Bearer abcdef123456',
  'bearer%20abcdef123456',
  'BASIC+dXNlcjpwYXNz=',
  'postgres://user:hunter2@db.example.com',
  'password=hunter22',
  'Api-Key: hunter22',
  '"client_secret" : "hunter22"',
  `{'token' => 'hunter22'}`,
  'cookie: session=hunter22',
  'Content-Disposition: form-data; name="password"\r\n\r\nhunter22\r\n--x',
  'https://h/?access_token=hunter22hunter22',
  // What JSON writes otherwise, or what lines end in.
  '"password":"hunter22"',
  '"password"\n: "hunter22"',
  '"password"\t:\f"hunter22"',
  'Bearer\nabcdef123456',
  'Bearer\r\n\tabcdef123456',
  'Bearer\fabcdef123456',
  'Bearer\vabcdef123456',
  'postgres://us\ber:hunter2@db',
  'postgres://us\u0001er:hunter2@db',
  'postgres://us\ud800er:hunter2@db',
]

/** As texts stand in one another: quoted, escaped, after a line end, right behind a marker. */
const PLACES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `so: ${text}.`,
  (text) => `a\n${text}\nb`,
  (text) => `a\t${text}`,
  (text) => `\u00e9${text}`,
  (text) => `[redacted:x]${text}`,
  (text) => `%5Bredacted%3Ax%5D${text}`,
  (text) => `"${text}"`,
  (text) => `a\\n${text}`,
  JSON.stringify,
  (text) => JSON.stringify({ a: JSON.stringify({ b: `c\n${text}` }) }),
  (text) => encodeURIComponent(`a ${text.replaceAll('\ud800', '')}`),
]

describe('a text with a secret is told', () => {
  test.each(SECRETS)('%j', (secret) => {
    for (const place of PLACES) {
      const text = place(secret)
      if (redactor.text(text) === text) continue
      expect(mayHoldSecret(JSON.stringify([{ a: text }])), text).toBe(true)
      expect(mayHoldSecret(JSON.stringify({ [text]: 1 })), text).toBe(true)
      expect(mayHoldSecret(JSON.stringify({ lines: text.split('\n') })), text).toBe(true)
    }
    expect(redactor.text(secret)).not.toBe(secret)
  })
})

test('what is not told as one is not changed, whatever stands around it and wherever lines end', () => {
  const piece = fc.oneof(
    fc.constantFrom(...SECRETS, ...HARMLESS),
    fc.constantFrom(...SECRETS).chain((secret) => fc.nat(secret.length).map((end) => secret.slice(0, end))),
    fc.constantFrom(
      '\n',
      '\r\n',
      '\t',
      ' ',
      '\v',
      '\f',
      '\b',
      '\u00a0',
      '\ud800',
      '\\',
      '"',
      "'",
      '\\"',
      '%20',
    ),
    fc.constantFrom(':', '=', ' => ', ',', '-', '_', '.', '@', '/', '?', '&', 'é', '%3A', '\\n', '\\u0041'),
    fc.constantFrom('auth', 'Bearer', 'basic', 'KEY', 'token', 'Cookie', '12345678', 'hunter22', 'sk', 'hf'),
  )
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
  let changed = 0
  fc.assert(
    fc.property(text, fc.boolean(), (given, asLines) => {
      const json = asLines ? { lines: given.split('\n') } : [given]
      if (redactJson(json, redactor) === json) return
      changed++
      expect(mayHoldSecret(JSON.stringify(json)), JSON.stringify(json)).toBe(true)
    }),
    { numRuns: 5_000 },
  )
  expect(changed).toBeGreaterThan(500)
})

test('most texts without a secret are seen to have none', () => {
  const seen = HARMLESS.filter((text) => !mayHoldSecret(JSON.stringify([text])))
  expect(seen.length).toBeGreaterThan(HARMLESS.length / 2)
})

test('the keys of members that read like the name of a secret are none by their looks', () => {
  expect(mayHoldSecret(JSON.stringify({ max_tokens: 5, token: 'a', 'api-key': ['b', { auth: null }] }))).toBe(
    false,
  )
})
