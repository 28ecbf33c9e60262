import { expect, test } from 'vitest'
import { toldApart } from './told-apart.js'

test.each<[string, string, string, [string, string]]>([
  ['a space that does not break', '10 000', '10\u00a0000', ['10 000', '10\\u00a0000']],
  ['a narrow one', '10\u202f000 €', '10 000 €', ['10\\u202f000 \\u20ac', '10 000 \\u20ac']],
  ['an accent of its own', 'café', 'cafe\u0301', ['caf\\u00e9', 'cafe\\u0301']],
  ['a joiner', 'ab', 'a\u200db', ['ab', 'a\\u200db']],
  ['a mark of direction', 'ab', '\u202eab', ['ab', '\\u202eab']],
  ['a colour of a terminal', 'red', '\u001b[31mred\u001b[0m', ['red', '\\u001b[31mred\\u001b[0m']],
])('%s is escaped', (_what, one, other, escaped) => {
  expect(toldApart(one, other)).toEqual(escaped)
  expect(toldApart(other, one)).toEqual(escaped.toReversed())
})

test.each([
  ['café', 'cafés'],
  ['café', 'café'],
  ['é', 'è'],
  ['a\nb', 'a b'],
  ['👩‍👧', '👨‍👧'],
  ['', 'a'],
])('%j and %j stay as they are', (one, other) => {
  expect(toldApart(one, other)).toEqual([one, other])
})
