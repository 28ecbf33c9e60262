import { expect, test } from 'vitest'
import type { JsonValue } from '../../snapshot/types.js'
import { printJson } from './print-json.js'

test.each<[string, JsonValue, string[]]>([
  ['null', null, ['null']],
  ['a text', 'a "b"\n', ['"a \\"b\\"\\n"']],
  ['an object', { b: 1, a: true }, ['{', '  "b": 1,', '  "a": true', '}']],
  ['a list', ['a', null], ['[', '  "a",', '  null', ']']],
  [
    'empty ones',
    { a: {}, b: [], c: [[]] },
    ['{', '  "a": {},', '  "b": [],', '  "c": [', '    []', '  ]', '}'],
  ],
  ['seven numbers', [1, 2, 3, 4, 5, 6, 7], ['[', '  1,', '  2,', '  3,', '  4,', '  5,', '  6,', '  7', ']']],
  ['eight numbers', [1, -2.5, 3e30, 4, 5, 6, 7, 8], ['[1, -2.5, 3e+30, 4, 5, 6, 7, 8]']],
  [
    'numbers of any kind',
    [{ $number: '-0' }, 2, 3, 4, 5, 6, 7, 8],
    ['[{ "$number": "-0" }, 2, 3, 4, 5, 6, 7, 8]'],
  ],
  [
    'eight of which one is no number',
    [1, 2, 3, 4, 5, 6, 7, null],
    ['[', '  1,', '  2,', '  3,', '  4,', '  5,', '  6,', '  7,', '  null', ']'],
  ],
  [
    'rows of numbers',
    [
      [1, 2, 3, 4, 5, 6, 7, 8],
      [8, 7, 6, 5, 4, 3, 2, 1],
    ],
    ['[', '  [1, 2, 3, 4, 5, 6, 7, 8],', '  [8, 7, 6, 5, 4, 3, 2, 1]', ']'],
  ],
  ['a tag', { at: { $date: '2026' } }, ['{', '  "at": { "$date": "2026" }', '}']],
  [
    'a tag that holds more',
    { $map: [['a', 1]] },
    ['{', '  "$map": [', '    [', '      "a",', '      1', '    ]', '  ]', '}'],
  ],
  ['a tag among others', { $date: 'x', a: 1 }, ['{', '  "$date": "x",', '  "a": 1', '}']],
  ['lines', [{ lines: ['a', ''] }], ['[', '  { "lines": [', '    "a",', '    ""', '  ] }', ']']],
  ['lines among others', { lines: ['a'], a: 1 }, ['{', '  "lines": [', '    "a"', '  ],', '  "a": 1', '}']],
  [
    'keys of a prototype',
    JSON.parse('{"__proto__":1,"constructor":{}}') as JsonValue,
    ['{', '  "__proto__": 1,', '  "constructor": {}', '}'],
  ],
  [
    'signs that mislead',
    { 'a\u202eb': '\u2028\u0085\u200f\u2066' },
    ['{', '  "a\\u202eb": "\\u2028\\u0085\\u200f\\u2066"', '}'],
  ],
  ['signs that do not', 'é 日本 🎈 👨‍👩‍👧 \u00a0', ['"é 日本 🎈 👨‍👩‍👧 \u00a0"']],
  ['half a character', '\ud800', ['"\\ud800"']],
])('%s', (_what, json, lines) => {
  expect(printJson(json).split('\n')).toEqual(lines)
  expect(JSON.stringify(JSON.parse(printJson(json)))).toBe(JSON.stringify(json))
})

test('a margin goes before each line but the first', () => {
  expect(printJson({ a: [1] }, '    ')).toBe('{\n      "a": [\n        1\n      ]\n    }')
})

test('what is nested as deep as a snapshot may be', () => {
  const deep = '['.repeat(500) + ']'.repeat(500)
  expect(JSON.parse(printJson(JSON.parse(deep) as JsonValue))).toEqual(JSON.parse(deep))
})
