import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../limits.js'
import type { Body } from '../../snapshot/types.js'
import { fromBody, toBody, toMatchedBody } from './body.js'

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

describe('every body comes back byte for byte, in the most readable form', () => {
  test.each<[string, string, Body]>([
    ['compact JSON', '{"a":[1,null,"x"]}', { json: { a: [1, null, 'x'] } }],
    ['a JSON list', '[1,2]', { json: [1, 2] }],
    ['JSON by 2', '{\n  "a": 1\n}', { json: { a: 1 }, indent: 2 }],
    ['JSON by 4', '[\n    1\n]', { json: [1], indent: 4 }],
    ['empty JSON', '{}', { json: {} }],
    ['JSON by 3', '{\n   "a": 1\n}', '{\n   "a": 1\n}'],
    ['JSON as Python writes it', '{"a": 1, "b": 2}', '{"a": 1, "b": 2}'],
    ['JSON and a line end', '{"a":1}\n', '{"a":1}\n'],
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
    ['text', 'naïve – 日本 🎈\r\n\u0000', 'naïve – 日本 🎈\r\n\u0000'],
    ['nothing', '', ''],
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
