import { expect, test } from 'vitest'
import { encode } from './encode.js'
import { cut, showJson } from './show.js'

test.each<[unknown, string]>([
  ['a', '"a"'],
  ['a"\n', String.raw`"a\"\n"`],
  [1, '1'],
  [-0, '{"$number":"-0"}'],
  [null, 'null'],
  [undefined, '{"$undefined":true}'],
  [new Date(0), '{"$date":"1970-01-01T00:00:00.000Z"}'],
  [{ b: 1, a: [2, { c: 3 }] }, '{"a":[2,{"c":3}],"b":1}'],
])('%j is shown as %s', (value, text) => {
  expect(showJson(encode(value))).toBe(text)
})

test('what is not there is absent', () => {
  expect(showJson(undefined)).toBe('absent')
})

test('a long value is cut, and its length told', () => {
  expect(showJson('x'.repeat(158))).toBe(`"${'x'.repeat(158)}"`)
  expect(showJson('x'.repeat(159))).toBe(`"${'x'.repeat(159)}… (161 characters)`)
  expect(showJson('x'.repeat(1_000_000))).toHaveLength(160 + '… (1000002 characters)'.length)
})

test.each([
  ['abc', 2, 'ab'],
  ['abc', 3, 'abc'],
  ['abc', 9, 'abc'],
  ['a😀b', 3, 'a😀'],
  ['a😀b', 2, 'a'],
  ['日本語', 2, '日本'],
])('%s cut to %i: %s', (text, length, expected) => {
  expect(cut(text, length)).toBe(expected)
})
