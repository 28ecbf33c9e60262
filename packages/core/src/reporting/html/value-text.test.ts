import { afterEach, expect, test } from 'vitest'
import { setLimits } from '../../limits.js'
import type { JsonValue } from '../../snapshot/types.js'
import { valueText } from './value-text.js'

afterEach(() => {
  setLimits({})
})

test.each<[JsonValue, string]>([
  ['a "text"', '"a \\"text\\""'],
  [null, 'null'],
  [{}, '{}'],
  [[], '[]'],
  [[1, 'two', true], '[1, "two", true]'],
  [{ a: 1, b: [] }, '{\n  "a": 1,\n  "b": []\n}'],
  [{ a: 1, b: null }, '{ "a": 1, "b": null }'],
  [{ a: { b: [{ c: 1 }] } }, '{\n  "a": {\n    "b": [\n      { "c": 1 }\n    ]\n  }\n}'],
  [{ text: 'one\ntwo\n', n: 1 }, '{\n  "text": """\n    one\n    two\n    \n  """,\n  "n": 1\n}'],
  ['one\ntwo', '"""\n  one\n  two\n"""'],
  [{ 'a\u202eb': '\u001b[31mred' }, '{ "a\\u202eb": "\\u001b[31mred" }'],
])('%j', (value, text) => {
  expect(valueText(value)).toBe(text)
})

test('what would make a line too long has lines of its own', () => {
  const words = Array.from({ length: 12 }, (_, index) => `word ${index}`)
  expect(valueText(words).split('\n')).toHaveLength(14)
})

test('a large value is cut, and says so', () => {
  setLimits({ pageText: 100 })
  for (const value of [
    Array.from({ length: 1_000 }, (_, index) => ({ index, more: [index] })),
    'x'.repeat(1_000),
    'line\n'.repeat(1_000),
    { deep: { text: '\u{1f600}'.repeat(1_000) } },
  ]) {
    const text = valueText(value)
    expect(text.length).toBeLessThan(160)
    expect(text.endsWith('\n… the rest is left out')).toBe(true)
  }
})
