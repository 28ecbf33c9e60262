import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../snapshot/redaction/redactor.js'
import { API_KEYS } from '../../snapshot/redaction/testing/secrets.js'
import { fromBody, toBody, toTextBody } from './body.js'
import { redactBody, redactChunks } from './redact-body.js'

const redactor = createRedactor()
const KEY = API_KEYS['openai'] as string
const redacted = (text: string): string =>
  fromBody(redactBody(toBody(Buffer.from(text)), redactor)).toString()
const chunks = (...texts: string[]): string[] =>
  redactChunks(
    texts.map((text) => toTextBody(Buffer.from(text))),
    redactor,
  ).map((body) => fromBody(body).toString())

describe('a body', () => {
  test('of JSON, by its names, in its own spacing', () => {
    const text = (token: string): string => JSON.stringify({ a: 1, access_token: token }, null, 2)
    expect(redacted(text('x'))).toBe(text('[redacted:token]'))
  })

  test('of text', () => {
    expect(redacted(`one ${KEY}\ntwo`)).toBe('one [redacted:api-key]\ntwo')
  })

  test('of bytes that are no text, in which nothing else changes', () => {
    const bytes = (secret: string): Buffer =>
      Buffer.concat([Buffer.of(0xff, 0, 0xfe, 10), Buffer.from(secret), Buffer.of(0xc3)])
    expect(fromBody(redactBody(toBody(bytes(KEY)), redactor))).toEqual(bytes('[redacted:api-key]'))
  })

  test('without secrets is the same', () => {
    for (const body of ['text', { json: { a: 1 } }, { base64: '/w==' }])
      expect(redactBody(body, redactor)).toBe(body)
  })
})

describe('the pieces of a stream', () => {
  test('stay pieces', () => {
    expect(chunks('data: a\n\n', `data: ${KEY}\n\n`, 'data: c\n\n')).toEqual([
      'data: a\n\n',
      'data: [redacted:api-key]\n\n',
      'data: c\n\n',
    ])
  })

  test('become one where a secret lies across them', () => {
    expect(chunks('data: a\n\n', `data: ${KEY.slice(0, 9)}`, `${KEY.slice(9)}\n\n`)).toEqual([
      'data: a\n\ndata: [redacted:api-key]\n\n',
    ])
    expect(chunks('{"pass', 'word":"hun', 'ter2"}')).toEqual(['{"password":"[redacted:password]"}'])
  })

  test('cut within a character stay as they are', () => {
    const pieces = [Buffer.from('ü').subarray(0, 1), Buffer.from('ü').subarray(1)].map(toTextBody)
    expect(redactChunks(pieces, redactor)).toEqual(pieces)
  })

  test('of none are none', () => {
    expect(chunks()).toEqual([])
  })
})
