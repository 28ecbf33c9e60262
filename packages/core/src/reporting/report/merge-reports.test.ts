import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RunReport } from './run-report.js'
import { mergeReports } from './merge-reports.js'
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
    files: [1, 2, 3].map((index) => ({ file: `${index}.test.ts`, whole: true })),
    rows: [1, 2, 3].map((index) => sampleRow({ id: `id/${index}` })),
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

describe('a file of several projects without a name', () => {
  const file = (more = {}) => ({ file: 'x.test.ts', unnamed: true as const, whole: true, ...more })
  const row = (id: string, more = {}) => sampleRow({ id, file: 'x.test.ts', ...more })
  const parts = [
    shard(1, 2, { files: [file(), file({ occurrence: 2 })], rows: [row('a'), row('a', { occurrence: 2 })] }),
    shard(2, 2, { files: [file({ whole: false })], rows: [row('a', { ok: false }), row('b')] }),
  ]

  test('is in several shards, and counts once for each', () => {
    const merged = mergeReports(parts)

    expect(merged.files.map(({ occurrence }) => occurrence).sort()).toEqual([2, 3, undefined])
    expect(merged.files.filter(({ whole }) => !whole)).toHaveLength(1)
    expect(merged.rows.map(({ id, occurrence }) => [id, occurrence]).sort()).toEqual([
      ...[
        ['a', undefined],
        ['a', 2],
        ['a', 3],
        ['b', undefined],
      ].sort(),
    ])
    expect(mergeReports(parts.toReversed())).toEqual(merged)
    expect(mergeReports([mergeReports([parts[1]!]), parts[0]!])).toEqual(merged)
  })

  test('but not twice in reports of whole runs', () => {
    const { shard: _shard, ...run } = parts[0]!
    expect(mergeReports([run]).files).toEqual(run.files)
    expect(() => mergeReports([run, run])).toThrow('test file x.test.ts is there twice')
  })

  test('and another file is, as ever', () => {
    const other = parts.map((part) => ({
      ...part,
      files: [...part.files, { file: 'y.test.ts', whole: true }],
    }))
    expect(() => mergeReports(other)).toThrow('test file y.test.ts is there twice')
  })
})

describe('in any order, at once or by and by, the same comes out', () => {
  const environment = (node: string) => ({ retrial: '1.0.0', node, platform: 'linux', arch: 'x64', ci: true })
  const facts = fc.record(
    {
      environment: fc.constantFrom(environment('20.1.0'), environment('22.2.0')),
      commit: fc.constantFrom(
        { id: 'a'.repeat(40), changed: false },
        { id: 'a'.repeat(40), branch: 'main', changed: true },
      ),
      runMode: fc.constantFrom('auto' as const, 'replay' as const, 'record' as const),
      partial: fc.constantFrom('asked', 'watched'),
      policies: fc.constantFrom(
        ...[['1'], ['2', '1'], []].map((hashes) =>
          hashes.map((hash) => ({ hash, policy: { name: `p${hash}`, rules: [] } })),
        ),
      ),
    },
    { requiredKeys: [] },
  )
  /** Merges two neighbours at a time, as the numbers say. */
  const byAndBy = (reports: readonly RunReport[], picks: readonly number[]): RunReport => {
    const left = [...reports]
    for (const pick of picks) {
      if (left.length < 2) break
      const at = pick % (left.length - 1)
      left.splice(at, 2, mergeReports(left.slice(at, at + 2)))
    }
    return mergeReports(left)
  }

  test.each([
    ['shards', (index: number) => shard(index, 5)],
    ['some shards', (index: number) => shard(index, 7)],
    [
      'reports of packages',
      (index: number) => sampleReport({ files: [{ file: `${index}.test.ts`, whole: true }] }),
    ],
  ])('%s', (_name, made) => {
    fc.assert(
      fc.property(
        fc.array(facts, { minLength: 5, maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        (all, picks, order) => {
          const reports = all.map((more, index) => ({ ...made(index + 1), ...more }))
          expect(
            byAndBy(
              order.map((index) => reports[index]!),
              picks,
            ),
          ).toEqual(mergeReports(reports))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a shard that came late completes the whole', () => {
    const early = mergeReports([shard(1), shard(3)])
    expect(early).toMatchObject({ shardCount: 3, missingShards: [2] })
    expect(mergeReports([early, shard(2)])).toEqual(mergeReports([shard(1), shard(2), shard(3)]))
    expect(() => mergeReports([early, shard(3)])).toThrow('Shard 3 of 3 is there twice')
    expect(mergeReports([early, shard(2)])).not.toHaveProperty('shardCount')
  })
})

test('what the parts were made with is said of the whole', () => {
  const of = (node: string) => ({
    retrial: '1.0.0',
    node,
    runner: '4.1.12',
    platform: 'linux',
    arch: 'x64',
    ci: false,
  })
  const merged = mergeReports([
    shard(1, 2, { environment: of('22.2.0'), runMode: 'auto' }),
    shard(2, 2, { environment: of('20.1.0') }),
  ])

  expect(merged).toMatchObject({ environment: of('20.1.0, 22.2.0'), runMode: 'auto' })
})

test('parts of different commits are refused, by name', () => {
  const at = (letter: string) => ({ commit: { id: letter.repeat(40), changed: false } })
  expect(() => mergeReports([shard(1, 3, at('a')), shard(2), shard(3, 3, at('b'))])).toThrow(
    expect.objectContaining({
      code: 'REPORT_INVALID',
      message: expect.stringContaining('aaaaaaaaaaaa, bbbbbbbbbbbb'),
    }),
  )
})
