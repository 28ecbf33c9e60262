import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { sampleReport, sampleRow } from '../testing/sample-report.js'
import { flakyDecisions, flakyNote } from './flaky-note.js'
import { failedRuns } from './run-files.js'
import { keepRun, runHistory } from './run-history.js'

let root: string
beforeEach(() => {
  root = temporaryFolder()
})
const baseline = { hash: 'sha256:one', createdAt: '', tags: {} }
/** A run in which each letter is a decision: a capital one failed. */
const keep = (letters: string, hash = 'sha256:one'): void => {
  const rows = Array.from(letters).map((letter) =>
    sampleRow({
      ...{ id: letter.toLowerCase(), baseline: { ...baseline, hash } },
      ...(letter === letter.toLowerCase() ? {} : { ok: false, verdict: 'mismatch' as const }),
    }),
  )
  keepRun(sampleReport({ rows }), root)
}

test('there is none before the first run, and asking makes none', () => {
  expect(runHistory(root)).toEqual([])
  expect(existsSync(join(root, '.retrial'))).toBe(false)
})

test('runs are kept in their order, with what became of each decision', () => {
  keep('aB')
  keep('ab')
  const [first, second] = runHistory(root)
  expect(first).toMatchObject({
    ...{ createdAt: '2026-01-01T00:00:00.000Z', held: 1, failed: 1 },
    verdicts: { match: 1, mismatch: 1 },
  })
  expect(first?.outcomes).toEqual([
    {
      store: 'dir:decisions',
      id: 'b',
      baseline: 'sha256:one',
      verdict: 'mismatch',
      ok: false,
      executionTimeMs: 1,
    },
    {
      store: 'dir:decisions',
      id: 'a',
      baseline: 'sha256:one',
      verdict: 'match',
      ok: true,
      executionTimeMs: 1,
    },
  ])
  expect(second).toMatchObject({ held: 2, failed: 0 })
})

test('the last 50 are kept, and 5,000 decisions of each', () => {
  for (let run = 0; run < 53; run++) keep(run < 3 ? 'A' : 'a')
  expect(runHistory(root)).toHaveLength(50)
  expect(runHistory(root).every(({ failed }) => failed === 0)).toBe(true)
  const rows = Array.from({ length: 6_000 }, (_, index) => sampleRow({ id: `id/${index}`, baseline }))
  keepRun(sampleReport({ rows: [...rows, sampleRow({ id: 'bad', baseline, ok: false })] }), root)
  const last = runHistory(root).at(-1)
  expect(last?.outcomes).toHaveLength(5_000)
  expect(last?.outcomes[0]?.id).toBe('bad')
})

test('history that cannot be kept fails no run', () => {
  mkdirSync(join(root, '.retrial'))
  writeFileSync(join(root, '.retrial/runs'), 'no folder of ours')
  expect(() => {
    keep('a')
  }).not.toThrow()
  expect(runHistory(root)).toEqual([])
})

test('a file that was cut off, or is none of ours, is passed over', () => {
  for (const run of ['a', 'A', 'a']) keep(run)
  const runs = join(root, '.retrial/runs')
  expect(readdirSync(runs).sort()).toEqual(['00000001.run', '00000002-failed.run', '00000003.run'])
  writeFileSync(join(runs, '00000002-failed.run'), '{"createdAt":"2026-')
  writeFileSync(join(runs, 'notes.txt'), '{}')
  expect(runHistory(root)).toHaveLength(2)
  keep('a')
  expect(runHistory(root)).toHaveLength(3)
})

test('runs that failed are counted without reading any', () => {
  expect(failedRuns(root)).toBe(0)
  for (const run of ['a', 'A', 'ab', 'aB']) keep(run)
  expect(failedRuns(root)).toBe(2)
})

describe('flaky', () => {
  test.each<[string, string[], number | undefined]>([
    ['is what failed twice, and held in between', ['a', 'A', 'a', 'A'], 2],
    ['is what held since', ['a', 'A', 'a', 'A', 'a', 'a'], 2],
    ['is not what was broken and mended once', ['a', 'A', 'A', 'a', 'a'], undefined],
    ['is not what never held', ['A', 'A', 'A'], undefined],
    ['is not what broke long ago', ['a', 'A', 'a', 'A', ...Array<string>(10).fill('a')], undefined],
    ['looks at the runs in which it was', ['a', 'b', 'A', 'b', 'a', 'A'], 2],
  ])('%s', (_name, runs, failed) => {
    for (const run of runs) keep(run)
    expect(flakyDecisions(runHistory(root)).find(({ id }) => id === 'a')?.failed).toBe(failed)
  })

  test('against another recording everything begins anew', () => {
    for (const [run, hash] of [
      ['a', '1'],
      ['A', '1'],
      ['a', '2'],
      ['A', '2'],
    ] as const)
      keep(run, hash)
    expect(flakyDecisions(runHistory(root))).toEqual([])
  })

  test('is said in a line, of what was in the last run', () => {
    for (const run of ['abcde', 'ABCDE', 'abcde', 'ABCDE', 'abcd']) keep(run)
    expect(flakyNote(runHistory(root))).toEqual([
      'flaky: a failed in 2 of its last 5 runs, b failed in 2 of its last 5 runs, c failed in 2 of its last 5 runs and 1 more',
    ])
    expect(flakyNote([])).toEqual([])
  })
})
