import { expect, test } from 'vitest'
import { markdownCode, markdownFence, markdownText } from './escape.js'

test.each([
  ['a plain text, with a comma; and 100% of it.', 'a plain text, with a comma; and 100% of it.'],
  ['a|b', 'a&#124;b'],
  ['see www.x.example, WWW.x.example', 'see www&#46;x.example, WWW&#46;x.example'],
  ['<img onerror=x>', '&#60;img onerror&#61;x&#62;'],
  ['[x](javascript:alert`1`)', '&#91;x&#93;&#40;javascript&#58;alert&#96;1&#96;&#41;'],
  ['@team #1 &lt;', '&#64;team &#35;1 &#38;lt;'],
  ['two\nlines\u202e', String.raw`two&#92;nlines&#92;u202e`],
])('%s', (text, expected) => {
  expect(markdownText(text)).toBe(expected)
  expect(markdownCode(text)).toBe(`<code>${expected}</code>`)
})

test('a long text is cut, between characters', () => {
  expect(markdownText(`${'x'.repeat(499)}😀`)).toBe(`${'x'.repeat(499)}…`)
  expect(markdownText('x'.repeat(500))).toBe('x'.repeat(500))
})

test('a fence is longer than what could end it', () => {
  expect(markdownFence(['a ```` b', '```'], 'diff')).toBe('`````diff\na ```` b\n```\n`````')
  expect(markdownFence(['x'])).toBe('```\nx\n```')
})
