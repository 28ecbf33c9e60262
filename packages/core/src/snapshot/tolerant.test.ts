import { expect, test } from 'vitest'
import { encode } from './encode.js'
import { normalText, tolerantlySame } from './tolerant.js'

test.each<[string, string, string]>([
  ['line ends', 'a\r\nb\rc', 'a\nb\nc'],
  ['runs of spaces', 'a  b', 'a b'],
  ['tabs', 'a\tb', 'a b'],
  ['no-break spaces', 'a\u00a0b', 'a b'],
  ['other spaces of Unicode', 'a\u2003\u3000b', 'a b'],
  ['form feeds', 'a\fb', 'a b'],
  ['space at the end', 'a \t', 'a'],
  ['line ends at the end', 'a\n\n', 'a'],
  ['space at the end of a line', 'a \nb', 'a\nb'],
  ['runs of line ends', 'a\n\n\nb', 'a\nb'],
  ['lines of nothing but space', 'a\n \t\n b', 'a\n b'],
  ['composed and decomposed letters', 'é', 'e\u0301'],
  ['composed and decomposed syllables', '한', '\u1112\u1161\u11ab'],
  ['all of it at once', 'Cafe\u0301 \u00a0 x\r\n  y  ', 'Café x\n  y'],
  ['nothing but space and nothing', ' \n\t', ''],
])('the same: %s', (_what, a, b) => {
  expect(tolerantlySame(a, b)).toBe(true)
  expect(tolerantlySame(b, a)).toBe(true)
  expect(normalText(a)).toBe(normalText(b))
})

test.each<[string, string, string]>([
  ['case', 'yes', 'Yes'],
  ['a letter', 'yes', 'yes!'],
  ['an accent', 'cafe', 'café'],
  ['a negation', 'The claim is approved', 'The claim is not approved'],
  ['an amount', 'refund issued: $100.00', 'refund issued: $900.00'],
  ['a line end and a space', 'a\nb', 'a b'],
  ['indentation and none', 'a\n  b', 'a\nb'],
  ['less indentation', 'a:\n    b: 1', 'a:\n  b: 1'],
  ['a space and none', 'a b', 'ab'],
  ['space at the start', ' a', 'a'],
  ['a line end at the start', '\na', 'a'],
  ['compatibility forms', 'ﬁ', 'fi'],
  ['full-width letters', 'ａ', 'a'],
  ['an invisible character', 'a\u200bb', 'ab'],
  ['quotation marks', '“a”', '"a"'],
  ['dashes', 'a–b', 'a-b'],
  ['digits as text', '1.0', '1.00'],
  ['lone surrogates', '\ud800', '\ud801'],
])('not the same: %s', (_what, a, b) => {
  expect(tolerantlySame(a, b)).toBe(false)
  expect(tolerantlySame(b, a)).toBe(false)
})

test.each<[unknown, unknown, boolean]>([
  [0.1 + 0.2, 0.3, true],
  [1, 1 + 9e-10, true],
  [1, 1 + 2e-9, false],
  [1e12, 1e12 + 999, true],
  [1e12, 1e12 + 1001, false],
  [-1, -1 - 9e-10, true],
  [1e-300, 1e-300 * (1 + 5e-10), true],
  [1, -1, false],
  [100, 81, false],
  [100, 100.01, false],
  [0, 1e-300, false],
  [1.7e308, -1.7e308, false],
  [0, -0, true],
  [-0, 1e-300, false],
  [Infinity, 1.7e308, false],
  [Infinity, -Infinity, false],
  [Number.NaN, 0, false],
  [1, '1', false],
  [1, 1n, false],
  [1, true, false],
  ['', null, false],
  [new Date(0), new Date(1), false],
  [1n, 2n, false],
  [new Map([['a', 'x ']]), new Map([['a', 'x']]), false],
])('%s and %s: %s', (a, b, expected) => {
  expect(tolerantlySame(encode(a), encode(b))).toBe(expected)
  expect(tolerantlySame(encode(b), encode(a))).toBe(expected)
})
