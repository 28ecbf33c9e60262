import { describe, expect, test } from 'vitest'
import { sampleRow } from '../testing/sample-report.js'
import { fileKey, filesWithOccurrences, replayKey, withOccurrences } from './replay-key.js'
import type { ReportedRow } from './run-report.js'

const row = (differing: Partial<ReportedRow> = {}): ReportedRow =>
  sampleRow({ id: 'a', store: 'dir:decisions', file: 'a.test.ts', test: 'holds', ...differing })

describe('one replay is told from another by', () => {
  test.each<Partial<ReportedRow>>([
    { id: 'b' },
    { store: 'sqlite:decisions.db' },
    { file: 'b.test.ts' },
    { project: 'node' },
    { test: 'holds too' },
    { policy: 'steady' },
    { policy: 'steady', policyHash: 'sha256:1' },
    { mode: 'strict' },
    { effects: 'live' },
    { occurrence: 2 },
  ])('%j', (differing) => {
    expect(replayKey(row(differing))).not.toBe(replayKey(row()))
  })
})

test.each<Partial<ReportedRow>>([
  { executionTimeMs: 99 },
  { ok: false, verdict: 'mismatch', outputsMatch: false },
  { location: { line: 3, column: 1 } },
  { occurrence: 1 },
])('it is the same one with %j', (differing) => {
  expect(replayKey(row(differing))).toBe(replayKey(row()))
})

describe('rows of one key are numbered', () => {
  const occurrences = (rows: ReportedRow[]): (number | undefined)[] =>
    withOccurrences(rows).map(({ occurrence }) => occurrence)

  test('from 2 on, in their order', () => {
    expect(occurrences([row(), row(), row({ id: 'b' }), row()])).toEqual([undefined, 2, undefined, 3])
  })

  test('whatever they came to', () => {
    expect(occurrences([row(), row({ ok: false, location: { line: 1, column: 1 } })])).toEqual([undefined, 2])
  })

  test('and then no two are the same', () => {
    const rows = [row(), row(), row({ project: 'node' }), row({ project: 'node' }), row()]
    expect(new Set(withOccurrences(rows).map(replayKey)).size).toBe(rows.length)
  })

  test('those that stand alone stay as they are', () => {
    const rows = [row(), row({ id: 'b' })]
    expect(withOccurrences(rows)).toEqual(rows)
    expect(withOccurrences(rows)[0]).not.toHaveProperty('occurrence')
  })
})

test('files of projects that have no name, or the same, are numbered', () => {
  const file = (more: object = {}) => ({ file: 'a.test.ts', whole: true, ...more })
  const named = file({ project: 'node' })
  const files = filesWithOccurrences([
    file(),
    file({ whole: false }),
    named,
    named,
    { file: 'b.test.ts', whole: true },
  ])

  expect(files.map(({ occurrence }) => occurrence)).toEqual([undefined, 2, undefined, 2, undefined])
  expect(new Set(files.map(fileKey)).size).toBe(5)
})
