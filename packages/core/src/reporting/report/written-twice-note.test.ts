import { describe, expect, test } from 'vitest'
import { sampleReport, sampleRow } from '../testing/sample-report.js'
import type { ReportedRow } from './run-report.js'
import { writtenTwiceNote } from './written-twice-note.js'

const updated = (overrides: Partial<ReportedRow>): ReportedRow =>
  sampleRow({ kind: 'updated', file: 'a.test.ts', test: 'one', ...overrides })
const noteOf = (...rows: ReportedRow[]): string[] => writtenTwiceNote(sampleReport({ rows }))

test('names the baseline and the tests', () => {
  expect(noteOf(updated({ kind: 'recorded' }), updated({ test: 'two' }))).toEqual([
    'several tests wrote one baseline, and the last one counts: refunds/one ("one" in a.test.ts and "two" in a.test.ts). Where their calls differ, give each an id of its own.',
  ])
})

test.each([
  ['file', { file: 'b.test.ts' }, '("one" in a.test.ts and "one" in b.test.ts)'],
  ['project', { project: 'web' }, '("one" in a.test.ts and "one" in a.test.ts [web])'],
  ['hook', { test: undefined }, '("one" in a.test.ts and a.test.ts)'],
] as const)('a test of another %s is another test', (_what, other, says) => {
  expect(noteOf(updated({}), updated(other as Partial<ReportedRow>)).join()).toContain(says)
})

test('says of many how many there are', () => {
  const ids = Array.from({ length: 25 }, (_, index) => `refunds/${index}`)
  const [note] = noteOf(...ids.flatMap((id) => [updated({ id }), updated({ id, test: 'two' })]))
  expect(note).toMatch(/refunds\/0 .* and \d+ more\. Where/)
})

describe('says nothing', () => {
  test.each([
    ['of one test that wrote it several times, as in a retry', [updated({}), updated({})]],
    ['of baselines that differ', [updated({}), updated({ id: 'refunds/two', test: 'two' })]],
    ['of stores that differ', [updated({}), updated({ store: 'dir:other', test: 'two' })]],
    ['where the others only compared', [updated({}), updated({ kind: 'replayed', test: 'two' })]],
    ['of what was not made', [updated({ kind: 'not-made' }), updated({ kind: 'not-made', test: 'two' })]],
  ])('%s', (_what, rows) => {
    expect(noteOf(...rows)).toEqual([])
  })

  test('where everything is recorded anew', () => {
    const rows = [updated({}), updated({ test: 'two' })]
    expect(writtenTwiceNote(sampleReport({ rows, runMode: 'record' }))).toEqual([])
  })
})
