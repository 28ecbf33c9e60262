import { expect, test } from 'vitest'
import type { SentRows } from './sent-rows.js'
import { finalRows, type FileResult } from './final-rows.js'

const row = (id: string, place: Partial<SentRows> = {}): SentRows => ({
  ...{ test: 'a test', file: '/a.test.ts', attempt: 0, run: 1 },
  rows: [
    {
      kind: 'replayed',
      id,
      verdict: 'mismatch',
      outputsMatch: false,
      ok: false,
      executionTimeMs: 1,
      details: ['output: 1 → 2'],
    },
  ],
  ...place,
})

const held = (id: string, place: Partial<SentRows> = {}): SentRows => ({
  ...row(id, place),
  rows: row(id).rows.map((one) => ({ ...one, ok: true })),
})

const result = (tests: Partial<FileResult['testResults'][number]>[] = [{}]): FileResult => ({
  testFilePath: '/a.test.ts',
  perfStats: { start: 0, end: 10 },
  testResults: tests.map((each) => ({
    fullName: 'a test',
    status: 'failed',
    invocations: 1,
    failing: false,
    ...each,
  })),
})

/** Ids of the rows that count, with a `!` where the assertion did not hold. */
const final = (rows: readonly SentRows[], results: readonly FileResult[]): string[] =>
  finalRows(rows, results).flatMap((some) => some.rows.map(({ id, ok }) => (ok ? id : `!${id}`)))

const wrote = (id: string, place: Partial<SentRows> = {}): SentRows => ({
  ...row(id, place),
  rows: row(id).rows.map((one) => ({ ...one, kind: 'updated', verdict: 'match', ok: true })),
})

const twice = [row('one'), row('two', { attempt: 1 })]

test.each<[string, SentRows[], FileResult[], string[]]>([
  ['every row of a test', [row('one'), row('two')], [result()], ['!one', '!two']],
  ['the last try of one', twice, [result([{ invocations: 2 }])], ['!two']],
  [
    'what an earlier try wrote',
    [wrote('one'), row('one'), row('two', { attempt: 1 })],
    [result([{ invocations: 2 }])],
    ['one', '!two'],
  ],
  ['both, where two tests have one name', twice, [result([{}, {}])], ['!one', '!two']],
  [
    'of two tests of one name, all tries but as many that failed as were made again',
    [row('one'), row('two', { attempt: 1 }), row('three', { attempt: 2 }), row('four', { attempt: 3 })],
    [result([{ invocations: 3 }, {}])],
    ['!three', '!four'],
  ],
  [
    'of two tests of one name, those that did not fail',
    [held('one'), row('two', { attempt: 1 }), held('three', { attempt: 2 })],
    [result([{ status: 'passed' }, { invocations: 2, status: 'passed' }])],
    ['one', 'three'],
  ],
  [
    'what a hook of a suite came to behind two tests of one name',
    [...twice, row('three', { attempt: 2 })],
    [
      result([
        { failing: true, status: 'passed' },
        { failing: true, status: 'passed' },
      ]),
    ],
    ['one', 'two', '!three'],
  ],
  [
    'all of two tests of one name, of which one was meant to fail',
    twice,
    [result([{ failing: true, status: 'passed' }, { status: 'passed' }])],
    ['!one', '!two'],
  ],
  [
    'concurrent ones of one name, which are one try',
    [row('one'), row('two')],
    [result([{}, {}])],
    ['!one', '!two'],
  ],
  [
    'all of a concurrent one, which does not see its tries',
    [row('one')],
    [result([{ invocations: 3 }])],
    ['!one'],
  ],
  [
    'what a hook of a suite came to behind the last try',
    [row('one'), row('two', { attempt: 1 }), row('three', { attempt: 2 })],
    [result([{ invocations: 2 }])],
    ['!two', '!three'],
  ],
  ['rows outside of tests', [row('one', { test: undefined, attempt: 3 })], [result()], ['!one']],
  ['rows without a file', [row('one', { file: undefined })], [result()], ['!one']],
  ['rows of a file that has no result', [row('one')], [], ['!one']],
  ['rows of a test that has no result', [row('one')], [result([])], ['!one']],
  [
    'the last run of a file whose worker died',
    [row('one', { run: 9 }), row('two', { run: 10 })],
    [result([])],
    ['!two'],
  ],
  [
    'the runs of a file in two projects',
    [row('one'), row('two', { run: 2 })],
    [result(), result()],
    ['!one', '!two'],
  ],
  ['one that was meant to fail', [row('one')], [result([{ failing: true, status: 'passed' }])], ['one']],
  ['one that was meant to fail and did not', [row('one')], [result([{ failing: true }])], ['!one']],
  ['one that passed all the same', [row('one')], [result([{ status: 'passed' }])], ['!one']],
])('%s', (_name, rows, results, expected) => {
  expect(final(rows, results)).toEqual(expected)
})

test('jest 29 does not say that a test was meant to fail', () => {
  const { failing: _failing, ...passed } = { ...result().testResults[0]!, status: 'passed' }

  expect(final([row('one')], [{ ...result(), testResults: [passed] }])).toEqual(['one'])
})

test('what a hook of a suite came to is not of the test before it, and no test was meant to fail by it', () => {
  const passed = [{ fullName: 'a test', status: 'passed', invocations: 1 }]
  const [held] = row('one').rows
  const rows = [row('one', { rows: [{ ...held!, ok: true }] }), row('two', { attempt: 1 })]

  expect(
    finalRows(rows, [{ ...result(), testResults: passed }]).map((final) => [
      final.test,
      ...final.rows.map(({ id, ok }) => [id, ok]),
    ]),
  ).toEqual([
    ['a test', ['one', true]],
    [undefined, ['two', false]],
  ])
})

test('leaves out what only the choice needs, and what went wrong where that was meant', () => {
  const [held] = finalRows([row('one')], [result([{ failing: true, status: 'passed' }])])

  expect(held).toEqual({
    test: 'a test',
    file: '/a.test.ts',
    rows: [
      {
        kind: 'replayed',
        id: 'one',
        verdict: 'mismatch',
        outputsMatch: false,
        ok: true,
        executionTimeMs: 1,
        details: [],
      },
    ],
  })
})

test.each<
  [string, SentRows[], [name: string | undefined, start: number, end: number][], (string | undefined)[]]
>([
  ['the only one', [row('one')], [['node', 0, 10]], ['node']],
  ['the only one, whatever the clock', [row('one', { run: 99 })], [['node', 0, 10]], ['node']],
  ['none, where it has no name', [row('one')], [[undefined, 0, 10]], [undefined]],
  [
    'that in which the file ran then',
    [row('one', { run: 5 }), row('two', { run: 25 })],
    [
      ['node', 20, 30],
      ['browser', 0, 10],
    ],
    ['browser', 'node'],
  ],
  [
    'that which began in this millisecond',
    [row('one', { run: 5 }), row('two', { run: 20.4 })],
    [
      ['browser', 0, 10],
      ['node', 20, 30],
    ],
    ['browser', 'node'],
  ],
  [
    'none, where the file ran in two at a time',
    [row('one', { run: 5 }), row('two', { run: 6 })],
    [
      ['node', 0, 10],
      ['browser', 1, 11],
    ],
    [undefined, undefined],
  ],
  ['none, where the file has no result', [row('one')], [], [undefined]],
])('the project of a row is %s', (_what, rows, known, expected) => {
  const results = known.map(([name, start, end]) => ({
    ...result(),
    displayName: name === undefined ? undefined : { name },
    perfStats: { start, end },
  }))
  expect(finalRows(rows, results).map(({ project }) => project)).toEqual(expected)
})

test('tries of a test that two projects have count in each by its own result', () => {
  const results = [
    { ...result([{ invocations: 2 }]), perfStats: { start: 0, end: 10 } },
    { ...result(), perfStats: { start: 20, end: 30 } },
  ]
  const rows = [...twice, row('three', { run: 25 })]

  expect(final(rows, results)).toEqual(['!two', '!three'])
})

test('what began when its file was over is told from the rest', () => {
  const { test: _test, ...outside } = row('late', { late: true })
  const rows = finalRows([row('one'), outside], [result()])

  expect(rows.map(({ late, test: name }) => [late, name])).toEqual([
    [undefined, 'a test'],
    [true, undefined],
  ])
})

test('of a concurrent test that passed in a later try, what did not hold is of an earlier one', () => {
  const rows = [row('first'), held('last')]

  expect(final(rows, [result([{ invocations: 2, status: 'passed' }])])).toEqual(['last'])
  expect(final(rows, [result([{ invocations: 2 }])])).toEqual(['!first', 'last'])
  expect(final(rows, [result([{ status: 'passed' }])])).toEqual(['!first', 'last'])
})

test.each([
  [true, ['one']],
  [false, ['!one']],
  [undefined, ['one']],
])('where jest does not say which tests are meant to fail the rows may: %s', (failing, expected) => {
  const { failing: _failing, ...passed } = { ...result().testResults[0]!, status: 'passed' }

  expect(final([row('one', { failing })], [{ ...result(), testResults: [passed] }])).toEqual(expected)
})

test('where jest says it, it counts, but of tests of one name each row knows its own', () => {
  const [meant, not] = [row('meant', { failing: true }), row('not', { failing: false })]
  const namesakes = [
    { failing: true, status: 'passed' },
    { failing: false, status: 'pending' },
  ]

  expect(final([meant], [result([{ failing: false, status: 'passed' }])])).toEqual(['!meant'])
  expect(final([meant, not], [result(namesakes)])).toEqual(['meant', '!not'])
  expect(final([meant], [result([...namesakes, { status: 'failed' }])])).toEqual(['!meant'])
})
