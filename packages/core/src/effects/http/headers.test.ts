import { describe, expect, test } from 'vitest'
import { redactor } from '../../snapshot/redaction/settings.js'
import {
  flatHeaders,
  headerValue,
  keptHeaders,
  rawHeaders,
  redactHeaders,
  withContentType,
} from './headers.js'

describe('keptHeaders', () => {
  test('keeps what clients act on, in lower case, and lists what is repeated', () => {
    const raw = [
      'Content-Type',
      'text/plain',
      'SET-COOKIE',
      'a=1',
      'Link',
      '<a>',
      'link',
      '<b>',
      'Date',
      'now',
    ]
    const kept = { 'content-type': 'text/plain', link: ['<a>', '<b>'] }
    expect(keptHeaders(raw)).toEqual(kept)
    expect(keptHeaders(raw.map((item) => Buffer.from(item)))).toEqual(kept)
  })

  test.each([
    'set-cookie',
    'authorization',
    'x-ratelimit-remaining-tokens',
    'openai-organization',
    'anthropic-organization-id',
    'cf-ray',
    'server',
    'content-length',
    'transfer-encoding',
  ])('drops %s', (name) => {
    expect(keptHeaders([name, 'x'])).toEqual({})
  })

  test('bytes above ASCII survive', () => {
    const raw = [Buffer.from('etag'), Buffer.from('"é"', 'latin1')]
    expect(keptHeaders(raw)).toEqual({ etag: '"é"' })
    expect(rawHeaders({ etag: '"é"' })).toEqual(raw)
  })

  test('a list that ends with a name alone', () => {
    expect(keptHeaders(['etag', '1', 'location'])).toEqual({ etag: '1' })
  })
})

test('redactHeaders takes credentials out of URLs, and leaves the rest', () => {
  const headers = {
    location: 'https://u:p@h/x?signature=s3cr3t&a=1',
    link: ['<https://h/?api_key=s3cr3t>; rel="next"', '<https://h/?page=2>; rel="last"'],
    etag: '"33a64df551425fcc55e4d42a148795d9f25f89d4"',
    'x-request-id': 'req_011CSHoEeqs5C35K2UUqR7Fy',
  }
  expect(redactHeaders(headers, redactor())).toEqual({
    ...headers,
    location: 'https://u:[redacted:password]@h/x?signature=%5Bredacted%3Asecret%5D&a=1',
    link: ['<https://h/?api_key=%5Bredacted%3Aapi-key%5D>; rel="next"', '<https://h/?page=2>; rel="last"'],
  })
})

test('flat and raw lists repeat the name of a repeated header', () => {
  const headers = { link: ['<a>', '<b>'], etag: 'x' }
  expect(flatHeaders(headers)).toEqual(['link', '<a>', 'link', '<b>', 'etag', 'x'])
  expect(rawHeaders(headers).map(String)).toEqual(['link', '<a>', 'link', '<b>', 'etag', 'x'])
})

describe('request headers in all forms of undici', () => {
  const forms: [string, unknown][] = [
    ['an object', { 'X-A': '1', 'x-b': ['2', '3'], 'x-none': undefined, 'x-null': null }],
    ['a flat list', ['X-A', '1', 'x-b', ['2', '3'], 'x-none', undefined, 'x-null', null]],
    [
      'a map',
      new Map<string, unknown>([
        ['X-A', '1'],
        ['x-b', ['2', '3']],
        ['x-none', undefined],
        ['x-null', null],
      ]),
    ],
    [
      'a list of pairs',
      [
        ['X-A', '1'],
        ['x-b', ['2', '3']],
        ['x-none', undefined],
        ['x-null', null],
      ],
    ],
  ]
  test.each(forms)('%s is read', (_form, headers) => {
    expect(headerValue(headers, 'x-a')).toBe('1')
    expect(headerValue(headers, 'x-b')).toBe('2')
    expect(headerValue(headers, 'x-none')).toBeUndefined()
  })

  test.each(forms)('%s takes a content type', (_form, headers) => {
    expect(withContentType(headers, 'text/x')).toEqual([
      'X-A',
      '1',
      'x-b',
      '2',
      'x-b',
      '3',
      'x-null',
      '',
      'content-type',
      'text/x',
    ])
  })

  test('Headers', () => {
    expect(withContentType(new Headers({ a: '1' }), 'text/x')).toEqual(['a', '1', 'content-type', 'text/x'])
  })

  test.each([null, undefined])('%s', (headers) => {
    expect(headerValue(headers, 'x')).toBeUndefined()
    expect(withContentType(headers, 'text/x')).toEqual(['content-type', 'text/x'])
    expect(withContentType(headers, undefined)).toBe(headers)
  })

  test('the first text is it, where some have none', () => {
    const headers = [
      ['x', undefined],
      ['X', []],
      ['x', ['1', '2']],
      ['x', '3'],
    ]
    expect(headerValue(headers, 'x')).toBe('1')
  })

  test('a content type that is there is left alone', () => {
    const headers = { 'Content-Type': 'a/b' }
    expect(withContentType(headers, 'text/x')).toBe(headers)
  })
})
