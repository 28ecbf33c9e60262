import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../limits.js'
import type { Body } from '../../snapshot/types.js'
import { fromBody, textOf, toBody, toMatchedBody, toTextBody } from './body.js'

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
const lines = (count: number): string => Array.from({ length: count }, (_, index) => `${index}`).join('\n')

describe('every body comes back byte for byte, in the most readable form', () => {
  test.each<[string, string, Body]>([
    ['compact JSON', '{"a":[1,null,"x"]}', { json: { a: [1, null, 'x'] } }],
    ['a JSON list', '[1,2]', { json: [1, 2] }],
    ['JSON by 2', '{\n  "a": 1\n}', { json: { a: 1 }, indent: 2 }],
    ['JSON by 4', '[\n    1\n]', { json: [1], indent: 4 }],
    ['empty JSON', '{}', { json: {} }],
    ['JSON by 3', '{\n   "a": 1\n}', { json: { a: 1 }, indent: 3 }],
    ['JSON by 10', `[\n${' '.repeat(10)}1\n]`, { json: [1], indent: 10 }],
    ['JSON by 11', `[\n${' '.repeat(11)}1\n]`, { lines: ['[', `${' '.repeat(11)}1`, ']'] }],
    ['JSON by tabs', '[\n\t1\n]', { lines: ['[', '\t1', ']'] }],
    ['JSON as Python writes it', '{"a": [1, {}], "b": []}', { json: { a: [1, {}], b: [] }, spaced: true }],
    ['Python and a line end', '[1, 2]\n', { json: [1, 2], spaced: true, newline: true }],
    [
      'Python with separators in strings',
      '{"a,b:": ",\\n  :", "c": "[1, 2]"}',
      { json: { 'a,b:': ',\n  :', c: '[1, 2]' }, spaced: true },
    ],
    ['JSON spaced half', '{"a": 1,"b":2}', '{"a": 1,"b":2}'],
    ['JSON and a line end', '{"a":1}\n', { json: { a: 1 }, newline: true }],
    ['JSON by 2 and a line end', '[\n  1\n]\n', { json: [1], indent: 2, newline: true }],
    ['JSON and two line ends', '[1]\n\n', '[1]\n\n'],
    ['JSON and CRLF', '[1]\r\n', '[1]\r\n'],
    ['JSON by 2 that ends its lines with CRLF', '[\r\n  1\r\n]', { lines: ['[\r', '  1\r', ']'] }],
    ['JSON in which the indentation changes', '[\n  1,\n 2\n]', { lines: ['[', '  1,', ' 2', ']'] }],
    ['white space before JSON', ' {"a":1}', ' {"a":1}'],
    ['a big integer', '{"id":12345678901234567890}', '{"id":12345678901234567890}'],
    ['1.0', '{"price":1.0}', '{"price":1.0}'],
    ['an exponent', '[1e3]', '[1e3]'],
    ['minus zero', '[-0]', '[-0]'],
    ['a unicode escape', '{"name":"\\u00e9"}', '{"name":"\\u00e9"}'],
    ['an escaped slash', '["<\\/p>"]', '["<\\/p>"]'],
    ['a lone surrogate, escaped', '["\\ud83c"]', { json: ['\ud83c'] }],
    ['a duplicate key', '{"a":1,"a":2}', '{"a":1,"a":2}'],
    ['keys in the order of numbers', '{"2":1,"1":2}', '{"2":1,"1":2}'],
    ['half a JSON text', '{"a":', '{"a":'],
    ['a bare JSON value', '"text"', '"text"'],
    ['a bare number', '42', '42'],
    ['text', 'naïve – 日本 🎈\u0000\r\n', 'naïve – 日本 🎈\u0000\r\n'],
    ['nothing', '', ''],
    ['lines', 'a\nb', { lines: ['a', 'b'] }],
    ['an event', 'event: x\ndata: 1\n\n', { lines: ['event: x', 'data: 1', '', ''] }],
    ['an event with CRLF', 'event: x\r\ndata: 1\r\n\r\n', { lines: ['event: x\r', 'data: 1\r', '\r', ''] }],
    ['an event of one line', 'data: {"a":1}\n\n', 'data: {"a":1}\n\n'],
    ['an event of one line with CRLF', 'data: 1\r\n\r\n', 'data: 1\r\n\r\n'],
    ['JSON lines', '{"a":1}\n{"a":2}\n', { lines: ['{"a":1}', '{"a":2}', ''] }],
    ['a line after an empty one', '\nb', { lines: ['', 'b'] }],
    ['line ends alone', '\n\r\n\n', '\n\r\n\n'],
    ['old line ends', 'a\rb', 'a\rb'],
    ['10,000 lines', lines(10_000), { lines: lines(10_000).split('\n') }],
    ['10,001 lines', lines(10_001), lines(10_001)],
    ['a byte order mark', '\uFEFF{"a":1}', '\uFEFF{"a":1}'],
    ['a byte order mark alone', '\uFEFF', '\uFEFF'],
    ['JSON deeper than a snapshot may be', deep(LIMITS.valueDepth), deep(LIMITS.valueDepth)],
  ])('%s', (_case, text, body) => {
    expect(toBody(Buffer.from(text))).toEqual(body)
    expect(fromBody(toBody(Buffer.from(text)))).toEqual(Buffer.from(text))
  })

  test.each([
    ['invalid UTF-8', [0x41, 0xff, 0xfe]],
    ['half a character', [0xf0, 0x9f, 0x8e]],
    ['an overlong form', [0xc0, 0x80]],
    ['a surrogate in UTF-8', [0xed, 0xa0, 0x80]],
    ['gzip', [0x1f, 0x8b, 0x08, 0x00]],
  ])('%s is base64', (_case, bytes) => {
    const buffer = Buffer.from(bytes)
    expect(toBody(buffer)).toEqual({ base64: buffer.toString('base64') })
    expect(fromBody(toBody(buffer))).toEqual(buffer)
  })

  test('a key that objects have by nature', () => {
    const text = '{"__proto__":{"a":1},"constructor":2}'
    expect(fromBody(toBody(Buffer.from(text))).toString()).toBe(text)
  })

  test('JSON that just fits', () => {
    expect(toBody(Buffer.from(deep(400)))).toHaveProperty('json')
  })
})

describe('a body that is only matched', () => {
  test.each<[string, string, Body]>([
    ['spaced JSON', '{"a": 1,\n\t"b c": " x  y "}', { json: { a: 1, 'b c': ' x  y ' } }],
    ['JSON and a line end', '[1]\n', { json: [1] }],
    ['indented JSON', '[\n  1\n]', { json: [1] }],
    ['JSON as Python writes it', '[1, 2]', { json: [1, 2] }],
    ['white space around JSON', ' \n[1]\n\n', { json: [1] }],
    ['lines', 'a\nb\n', { lines: ['a', 'b', ''] }],
    ['a big integer in lines', '[\n 12345678901234567890\n]', { lines: ['[', ' 12345678901234567890', ']'] }],
    ['escapes and quotes in strings', '{ "a\\" b": "\\\\" }', { json: { 'a" b': '\\' } }],
    ['a big integer stays what it was', '{"id": 12345678901234567890}', '{"id": 12345678901234567890}'],
    ['text with white space', 'a  b\n', 'a  b\n'],
    ['a quote that never ends', '{ "a: 1 }', '{ "a: 1 }'],
  ])('%s', (_case, text, body) => {
    expect(toMatchedBody(Buffer.from(text))).toEqual(body)
  })

  test('megabytes in one string', () => {
    const text = `{ "image": "${'A'.repeat(12_000_000)}" }`
    const started = performance.now()
    expect(toMatchedBody(Buffer.from(text))).toHaveProperty('json')
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})

test.each<[string, string, Body]>([
  ['JSON stays text', '{"a":1}', '{"a":1}'],
  ['JSON over lines becomes lines', '[\n  1\n]\n', { lines: ['[', '  1', ']', ''] }],
])('a piece of a stream: %s', (_case, text, body) => {
  expect(toTextBody(Buffer.from(text))).toEqual(body)
})

test('a piece of a stream that is no text is base64', () => {
  expect(toTextBody(Buffer.from([0xff]))).toEqual({ base64: '/w==' })
})

test.each<[Body, string | undefined]>([
  ['a', 'a'],
  [{ lines: ['a', '', 'b', ''] }, 'a\n\nb\n'],
  [{ lines: [] }, ''],
  [{ json: 'a' }, undefined],
  [{ base64: 'YQ==' }, undefined],
])('the text of %j is %j', (body, text) => {
  expect(textOf(body)).toBe(text)
})

test('JSON lists of an older recording still give their bytes', () => {
  expect(fromBody({ json: { a: [1] }, indent: 4 }).toString()).toBe('{\n    "a": [\n        1\n    ]\n}')
})
