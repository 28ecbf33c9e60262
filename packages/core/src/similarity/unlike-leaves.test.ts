import { describe, expect, test } from 'vitest'
import { encode } from '../snapshot/encode.js'
import { formatPath } from '../snapshot/field-path.js'
import { unlikeLeaves } from './unlike-leaves.js'

/** `path why`, and `path ~` for prose. */
function found(recorded: unknown, replayed: unknown): string[] {
  const { differences, prose } = unlikeLeaves(encode(recorded), encode(replayed))
  return [
    ...differences.map(({ at, why }) => `${formatPath(at)} ${why}`.trim()),
    ...prose.map(({ at }) => `${formatPath(at)} ~`.trim()),
  ]
}

const [SAID, MEANT] = ['The refund was approved.', 'We approved the refund.']

describe('what is compared exactly, and what is for a scorer', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['the same', { a: [1, SAID] }, { a: [1, SAID] }, []],
    ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a key that is gone', { a: 1, b: 2 }, { a: 1 }, ['b one-sided']],
    ['a key that is new', { a: { b: 1 } }, { a: { b: 1, c: 1 } }, ['a.c one-sided']],
    ['a key that is undefined', { a: 1, b: undefined }, { a: 1 }, ['b one-sided']],
    ['an inherited name', { a: 1 }, { a: 1, toString: 'x' }, ['toString one-sided']],
    ['a list of another length', { a: [1, 2] }, { a: [1] }, ['a length']],
    ['elements in another order', [1, 2], [2, 1], ['[0] exact', '[1] exact']],
    ['a number', { a: 1 }, { a: 1.0000001 }, ['a exact']],
    ['a boolean', { a: true }, { a: false }, ['a exact']],
    ['null and nothing', { a: null }, { a: 0 }, ['a exact']],
    ['a number and its text', { a: 1 }, { a: '1' }, ['a exact']],
    ['a list and an object', { a: [] }, { a: {} }, ['a exact']],
    ['a date', { a: new Date(0) }, { a: new Date(1) }, ['a exact']],
    ['the same date', { a: new Date(0) }, { a: new Date(0) }, []],
    ['a map', { a: new Map([[1, SAID]]) }, { a: new Map([[1, MEANT]]) }, ['a exact']],
    [
      'the same map in another order',
      new Map([
        [1, 2],
        [3, 4],
      ]),
      new Map([
        [3, 4],
        [1, 2],
      ]),
      [],
    ],
    ['a big integer', { a: 1n }, { a: 2n }, ['a exact']],
    ['-0', { a: 0 }, { a: -0 }, ['a exact']],
    ['prose', { a: SAID }, { a: MEANT }, ['a ~']],
    ['prose in a list', [{ a: SAID }], [{ a: MEANT }], ['[0].a ~']],
    ['prose but for space', `${SAID} ${MEANT}`, `${SAID}\n\n${MEANT}  `, []],
    ['a label', 'approved', 'denied', ['exact']],
    ['a label but for case, space and full stop', ' Approved. ', 'APPROVED', []],
    ['a label that is set off', '**Escalate**', 'escalate', []],
    ['emphasis that is part of an id', 'a_b_c', '_a_b_c_', ['exact']],
    ['a label of two words', 'Not  urgent', 'not urgent.', []],
    ['a label and prose', 'approved', SAID, ['exact']],
    ['nothing and prose', '', SAID, ['exact']],
    ['an id', 'req_81HD', 'req_81hd', ['exact']],
    ['an id but for space', 'req_1', 'req_1 ', ['exact']],
    ['a date in words', '3 March 2026', '4 March 2026', ['exact']],
    ['code', 'let x = a + b;', 'let x = a - b;', ['code']],
    ['code but for space', 'if (a) {\n  b()  \n}', 'if (a) {\r\n  b()\n\n}', []],
    ['code that is indented otherwise', 'if (a) {\n  b()\n}', 'if (a) {\nb()\n}', []],
    ['Python that is indented otherwise', 'def f(a):\n  b()\n  c()', 'def f(a):\n  b()\nc()', ['code']],
    ['code and prose', 'let x = a + b;', SAID, ['code']],
    [
      'prose around the same code',
      `${SAID}\n\`\`\`js\na+b\n\`\`\``,
      `\`\`\`js\na+b\n\`\`\`\n${MEANT}`,
      ['~'],
    ],
    [
      'the same prose around other code',
      `${SAID}\n\`\`\`\na+b\n\`\`\``,
      `${SAID}\n\`\`\`\na-b\n\`\`\``,
      ['code'],
    ],
    ['code that is gone', `${SAID}\n\`\`\`\na+b\n\`\`\``, SAID, ['code']],
    ['an operator', 'Spam if the score >= 5.', 'Spam if the score <= 5.', ['signs']],
    ['an operator of a formula', 'return a + b then', 'return a - b then', ['signs']],
    ['a picture', '✅ The request is done', '❌ The request is done', ['signs']],
    ['a picture of a skin', 'Well done to you 👍🏽', 'Well done to you 👎🏽', ['signs']],
    ['a picture less', 'The request is done ✅', 'The request is done', ['~']],
    ['an operator in a word', 'Spam if the score > 5.', 'Spam if the score is above 5.', ['~']],
    ['JSON in a text', '{"a":1,"b":"x"}', '{ "b": "x", "a": 1 }', []],
    ['prose of JSON in a text', `{"a":"${SAID}"}`, `{"a":"${MEANT}"}`, ['a ~']],
    ['JSON in a text that is fenced now', '{"a":1}', '```json\n{ "a": 1 }\n```', []],
    ['fenced JSON that changed', '```\n{"a":1}\n```', '```json\n{"a":2}\n```', ['a exact']],
    ['another number of JSON in a text', `[{"a":1}]`, `[{"a":2}]`, ['[0].a exact']],
    ['numbers too long for JavaScript', '{"a":12345678901234567890}', '{"a":12345678901234567891}', ['code']],
    ['JSON that is none', '{"a":1', '{"a":2', ['exact']],
    ['a redacted secret', 'Mail to [redacted:email] now', 'Mail to [redacted:mail] now', []],
    ['emoji', '👍', '👎', ['exact']],
    ['many places', { a: 1, b: 'x', c: SAID }, { a: 2, b: 'y', c: MEANT }, ['a exact', 'b exact', 'c ~']],
  ])('%s', (_what, recorded, replayed, expected) => {
    expect(found(recorded, replayed)).toEqual(expected)
    expect(found(replayed, recorded).sort()).toEqual([...expected].sort())
  })
})

test('a member named __proto__ is one like the others', () => {
  const of = (text: string) => JSON.parse(`{"__proto__":{"a":"${text}"}}`) as unknown
  expect(found(of('x'), of('y'))).toEqual(['__proto__.a exact'])
})
