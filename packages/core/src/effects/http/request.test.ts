import { describe, expect, test } from 'vitest'
import { redactor } from '../../snapshot/redaction/settings.js'
import type { Body, HttpRequest } from '../../snapshot/types.js'
import { describeRequest, redactRequest, requestKey } from './request.js'
import type { DispatchOptions } from './undici.js'

const options = (more: Partial<DispatchOptions> = {}): DispatchOptions => ({
  origin: 'https://api.example.com',
  path: '/v1/things',
  method: 'GET',
  ...more,
})
const described = (...given: Parameters<typeof describeRequest>): HttpRequest =>
  redactRequest(describeRequest(...given), redactor())
const url = (more: Partial<DispatchOptions>): string => described(options(more), undefined).url
const body = (text: string, contentType?: string): HttpRequest =>
  described(
    options({ method: 'POST', headers: contentType === undefined ? {} : { 'Content-Type': contentType } }),
    {
      bytes: Buffer.from(text),
    },
  )

describe('the URL', () => {
  test.each<[string, Partial<DispatchOptions>, string]>([
    ['sorts the query, stably', { path: '/?b=1&a=2&b=0' }, 'https://api.example.com/?a=2&b=1&b=0'],
    [
      'adds query options',
      { path: '/?z=1', query: { a: [1, 2], b: true } },
      'https://api.example.com/?a=1&a=2&b=true&z=1',
    ],
    [
      'takes an origin that is a URL',
      { origin: new URL('http://h:8080/ignored') },
      'http://h:8080/v1/things',
    ],
    ['leaves out default ports', { origin: 'https://h:443' }, 'https://h/v1/things'],
    ['leaves out logins', { origin: 'https://u:p@h' }, 'https://h/v1/things'],
    ['joins, does not resolve', { path: '//other/x' }, 'https://api.example.com//other/x'],
    ['takes a whole URL as path, as proxies do', { path: 'http://h2/x' }, 'http://h2/x'],
    [
      'names no host where the dispatcher knows it',
      { origin: undefined as unknown as string },
      'http://origin.invalid/v1/things',
    ],
    ['does not break on what is no URL', { origin: 'nowhere', path: 'x' }, 'http://origin.invalid/'],
    ['without a query ends without one', { path: '/a?' }, 'https://api.example.com/a'],
  ])('%s', (_case, more, expected) => {
    expect(url(more)).toBe(expected)
  })

  test('the method in upper case', () => {
    expect(described(options({ method: 'patch' }), undefined).method).toBe('PATCH')
  })
})

describe('the body', () => {
  test('is absent where it is empty', () => {
    expect(body('')).not.toHaveProperty('body')
    expect(described(options(), undefined)).not.toHaveProperty('body')
  })

  test.each([
    'multipart/form-data; boundary=--x1',
    'multipart/form-data; boundary="--x1"; charset=utf-8',
    'Multipart/Mixed; Boundary=--x1',
  ])('has a fixed boundary: %s', (type) => {
    expect(body('----x1\r\na\r\n----x1--', type).body).toEqual({
      lines: ['--boundary\r', 'a\r', '--boundary--'],
    })
  })

  test('has its boundary from itself where no header names it', () => {
    const form = { bytes: Buffer.from('--q9\r\n'), contentType: 'multipart/form-data; boundary=q9' }
    expect(described(options(), form).body).toBe('--boundary\r\n')
  })
})

describe('the key', () => {
  const same: [string, HttpRequest, HttpRequest][] = [
    ['JSON in another key order and spacing', body('{"a":1,"b":2}'), body('{ "b": 2, "a": 1 }')],
    [
      'another boundary',
      body('--x1', 'multipart/form-data; boundary=x1'),
      body('--y22', 'multipart/form-data; boundary=y22'),
    ],
    [
      'another order of the query',
      described(options({ path: '/?a=1&b=2' }), undefined),
      described(options({ path: '/?b=2&a=1' }), undefined),
    ],
  ]
  test.each<[string, Body, HttpRequest]>([
    ['lines, kept as one string', 'a\nb\n', body('a\nb\n')],
    ['a form, kept as one string', '--boundary\r\na', body('--q\r\na', 'multipart/form-data; boundary=q')],
    ['JSON, kept with its indentation', { json: { a: 1 }, indent: 2 }, body('{"a":1}')],
    ['JSON, kept with its spacing', { json: [1], spaced: true, newline: true }, body('[ 1]')],
    [
      'a big integer in lines, kept as one string',
      '[\n 12345678901234567890]',
      body('[\n 12345678901234567890]'),
    ],
  ])('%s, is that of the request now', (_case, recorded, now) => {
    expect(requestKey({ ...now, body: recorded })).toBe(requestKey(now))
  })

  test.each(same)('%s is the same', (_case, one, other) => {
    expect(requestKey(one)).toBe(requestKey(other))
  })

  const different: [string, HttpRequest, HttpRequest][] = [
    ['another value', body('{"a":1}'), body('{"a":2}')],
    ['another order of a list', body('[1,2]'), body('[2,1]')],
    ['a string for a number', body('{"a":1}'), body('{"a":"1"}')],
    ['JSON and the text of it', body('{"json":1}'), body('json')],
    ['text and its quotes', body('a'), body('"a"')],
    ['no body and one', described(options({ method: 'POST' }), undefined), body('x')],
    ['another end of line', body('a\nb'), body('a\r\nb')],
    ['lines and the JSON of them', body('a\nb'), body('{"lines":["a","b"]}')],
    ['white space in text', body('a b'), body('a  b')],
    [
      'binary',
      described(options(), { bytes: Buffer.of(255) }),
      described(options(), { bytes: Buffer.of(254) }),
    ],
    ['another method', described(options(), undefined), described(options({ method: 'HEAD' }), undefined)],
    ['a big integer, one off', body('{"id":12345678901234567890}'), body('{"id":12345678901234567891}')],
  ]
  test.each(different)('%s is not', (_case, one, other) => {
    expect(requestKey(one)).not.toBe(requestKey(other))
  })

  test.each(['{"$set":{"a":1}}', '{"$map":5}', '{"$date":"x"}', '{"$$set":[]}', '{"a":{"$set":null}}'])(
    'JSON that looks like a tag of the snapshot: %s',
    (text) => {
      expect(requestKey(body(text))).toBe(requestKey(body(` ${text} `)))
      expect(requestKey(body(text))).not.toBe(requestKey(body(text.replace('$', ''))))
    },
  )

  test('sets in a request are lists: their order counts', () => {
    expect(requestKey(body('{"$set":[1,2]}'))).not.toBe(requestKey(body('{"$set":[2,1]}')))
  })
})

test.each<[string, string | Buffer, string | Buffer]>([
  ['text that is nearly JSON, by its spaces', '[1 2]', '[12]'],
  ['bytes and JSON that looks like them', Buffer.from([0xff]), '{"base64":"/w=="}'],
])('two requests stay two: %s', (_what, one, two) => {
  const keyOf = (body: string | Buffer): string =>
    requestKey(described({ method: 'POST', path: '/', origin: 'https://h' }, { bytes: Buffer.from(body) }))
  expect(keyOf(one)).not.toBe(keyOf(two))
})
