import { describe, expect, test } from 'vitest'
import { mergeReports } from './merge-reports.js'
import { parseReport } from './parse-report.js'
import { sampleReport, sampleRow } from '../testing/sample-report.js'

const shard = (index: number, count = 3, more = {}) =>
  sampleReport({
    shard: { index, count },
    testFiles: 3,
    files: [{ file: `${index}.test.ts`, whole: true }],
    rows: [sampleRow({ id: `id/${index}` })],
    createdAt: `2026-01-0${index}T00:00:00.000Z`,
    ...more,
  })

test('shards are one report, whatever their order, and no shard any more', () => {
  const merged = mergeReports([shard(3), shard(1), shard(2)])

  expect(merged).toEqual({
    ...{ format: 'retrial-report/1', runner: 'vitest', testFiles: 3, createdAt: '2026-01-03T00:00:00.000Z' },
    files: [3, 1, 2].map((index) => ({ file: `${index}.test.ts`, whole: true })),
    rows: [3, 1, 2].map((index) => sampleRow({ id: `id/${index}` })),
  })
})

test('what is missing is said, and stays said', () => {
  const merged = mergeReports([shard(2, 4), shard(4, 4)])

  expect(merged.missingShards).toEqual([1, 3])
  expect(mergeReports([merged]).missingShards).toEqual([1, 3])
})

test('a part of which only some tests were asked for makes the whole such', () => {
  expect(mergeReports([shard(1, 2, { partial: 'asked' }), shard(2, 2)]).partial).toBe('asked')
})

test('reports of several packages count their test files together, where each says how many there are', () => {
  const one = sampleReport({ testFiles: 2, files: [{ file: 'a/x.ts', whole: true }] })
  const other = sampleReport({ runner: 'jest', testFiles: 3, files: [{ file: 'b/x.ts', whole: true }] })
  const { testFiles: _unknown, ...third } = sampleReport({ files: [] })

  expect(mergeReports([one, other]).testFiles).toBe(5)
  expect(mergeReports([one, third]).testFiles).toBeUndefined()
})

describe('what would count twice, or does not belong together, is refused', () => {
  test.each<[string, Parameters<typeof mergeReports>[0], string]>([
    ['nothing', [], 'no report'],
    ['a shard twice', [shard(1), shard(2), shard(1)], 'Shard 1 of 3 is there twice'],
    ['shards of two runs', [shard(1), shard(2, 2)], 'numbers of shards differ'],
    ['a shard and a whole', [shard(1), sampleReport()], 'numbers of shards differ'],
    ['a shard that there is not', [shard(1), shard(4)], 'no shard 4 of 3'],
    ['shards of two runners', [shard(1), shard(2, 3, { runner: 'jest' })], 'different runners'],
    [
      'a file twice',
      [shard(1), shard(2, 3, { files: [{ file: '1.test.ts', whole: true }] })],
      'test file 1.test.ts is there twice',
    ],
  ])('%s', (_name, reports, says) => {
    expect(() => mergeReports(reports)).toThrow(
      expect.objectContaining({ code: 'REPORT_INVALID', message: expect.stringContaining(says) }),
    )
  })

  test('but not a file of two projects', () => {
    const files = ['a', 'b'].map((project) => ({ file: 'x.test.ts', project, whole: true }))
    expect(mergeReports([sampleReport({ files })]).files).toEqual(files)
  })
})

describe('the text of a report', () => {
  test('is read as it was written', () => {
    expect(parseReport(JSON.stringify(shard(1)), 'a file')).toEqual(shard(1))
  })

  test.each([
    ['{ "format": "retrial-report/1", ', 'REPORT_INVALID'],
    ['', 'REPORT_INVALID'],
    ['null', 'REPORT_INVALID'],
    ['[]', 'REPORT_INVALID'],
    ['{}', 'REPORT_INVALID'],
    ['{ "format": "retrial-report/1", "files": [] }', 'REPORT_INVALID'],
    ['{ "format": "retrial-report/1", "files": {}, "rows": [] }', 'REPORT_INVALID'],
    ['{ "format": "retrial/1" }', 'REPORT_INVALID'],
    ['{ "format": "retrial-report/2" }', 'REPORT_TOO_NEW'],
  ])('%s is %s', (text, code) => {
    expect(() => parseReport(text, 'x.json')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('x.json') }),
    )
  })
})
