import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quotedValue, unquoted } from './quoted-value.js'

/** A text as JSON in JSON in …, and the quote that stands around the innermost. */
function quoted(value: string, times: number): { text: string; quote: string } {
  let text = value
  for (let time = 0; time < times; time++) text = JSON.stringify(text).slice(1, -1)
  return { text, quote: `${'\\'.repeat(2 ** (times - 1) - 1)}"` }
}

test('a value ends where its quote does, whatever is in it, however often it was quoted', () => {
  const hard = fc.array(fc.constantFrom('\\', '"', "'", 'a', '\n', 'ü'), { maxLength: 8 })
  fc.assert(
    fc.property(hard, fc.integer({ min: 1, max: 4 }), (parts, times) => {
      const value = parts.join('')
      const { text, quote } = quoted(value, times)
      const found = quotedValue(`${quote}${text}${quote},${quote}b${quote}`, quote.length, quote)
      expect(found).toEqual({ value: text, closing: quote })
      expect(unquoted(found.value, quote)).toBe(value)
    }),
    { numRuns: 2_000 },
  )
})

test.each<[string, string, string]>([
  ['the text', '"', 'abc'],
  ['the text it is in', '\\"', 'abc"}'],
  ['that of both', '\\\\\\"', 'abc\\"}"'],
])('one that is cut off ends with %s', (_what, quote, text) => {
  expect(quotedValue(text, 0, quote)).toEqual({ value: 'abc', closing: '' })
})

test.each(["'", '\\\\"'])('what is no JSON is the value as it is written, in %s', (quote) => {
  expect(unquoted('a\\x', quote)).toBe('a\\x')
})
