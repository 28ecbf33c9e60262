import { workflowCommands } from '../../../../fixtures/src/workflow-commands.js'
import { expect, test } from 'vitest'
import { annotations } from './annotations.js'
import type { ReportedRow } from './report/run-report.js'
import { sampleRow } from './testing/sample-report.js'

const failed = (more: Partial<ReportedRow> = {}): ReportedRow =>
  sampleRow({
    ...{ ok: false, verdict: 'mismatch', file: 'test/a.test.ts', test: 'holds' },
    ...{ location: { line: 7, column: 3 }, details: ['output: 1 → 2'] },
    ...more,
  })

test('names the place, the decision and what changed', () => {
  expect(annotations({ rows: [sampleRow(), failed()] })).toEqual([
    '::error file=test/a.test.ts,line=7,col=3,title=Retrial%3A mismatch of refunds/one::output: 1 → 2%0A(holds)',
  ])
})

test('a run in a folder of the repository is found from its root', () => {
  expect(annotations({ rows: [failed()] }, { folder: 'packages/a' })[0]).toContain(
    'file=packages/a/test/a.test.ts,',
  )
})

test('says what is known: no file, no line, no detail', () => {
  const { file: _file, location: _location, test: _test, ...bare } = failed({ details: [] })
  expect(annotations({ rows: [bare] })).toEqual([
    '::error title=Retrial%3A mismatch of refunds/one::mismatch',
  ])
})

test('at most 10, the worst first; those that failed alike are one', () => {
  const rows = Array.from({ length: 30 }, (_, index) =>
    failed({ id: `id/${index}`, details: [`d${index % 15}`] }),
  )
  const lines = annotations({ rows: [...rows, failed({ id: 'broken', verdict: 'error' })] })

  expect(lines).toHaveLength(10)
  expect(lines[0]).toContain('error of broken')
  expect(lines[1]).toContain('of id/0%2C id/15')
})

test('whatever a text holds, there is one command in a line, and it is ours', () => {
  const hostile = 't,line=99::INJ %0A%25 100%'
  const lines = annotations({
    rows: [
      failed({ id: hostile, file: hostile, test: hostile, policy: hostile, details: [hostile, hostile] }),
    ],
  })

  expect(workflowCommands(lines.join('\n'))).toHaveLength(1)
  const [, properties = '', message] = /^::error (.*?)::(.*)$/.exec(lines[0]!) ?? []
  const unescaped = (text: string): string =>
    text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0A', '\n').replaceAll('%25', '%')
  expect(properties.split(',').map((one) => one.split('=', 1)[0])).toEqual(['file', 'line', 'col', 'title'])
  expect(unescaped(properties.split(',')[0]!)).toBe(`file=${hostile}`)
  expect(unescaped(message!)).toBe([hostile, hostile, `(${hostile} · ${hostile})`].join('\n'))
})
