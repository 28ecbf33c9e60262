import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RunReport } from '../../reporting/report/run-report.js'
import { sampleReport, sampleRow } from '../../reporting/testing/sample-report.js'
import { openStore } from '../../store/open-store.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { run } from '../run.js'
import { testTerminal } from '../testing/test-terminal.js'

let root: string
beforeEach(() => {
  root = temporaryFolder()
})

const shard = (index: number, overrides: Partial<RunReport> = {}): RunReport =>
  sampleReport({
    shard: { index, count: 3 },
    testFiles: 3,
    files: [{ file: `${index}.test.ts`, whole: true }],
    rows: [sampleRow({ id: `refunds/${index}` })],
    ...overrides,
  })

function keep(report: RunReport, folder = '.retrial', name?: string): string {
  const { index, count } = report.shard ?? { index: 0, count: 0 }
  mkdirSync(join(root, folder), { recursive: true })
  const path = join(folder, name ?? `report-${index}-of-${count}.json`)
  writeFileSync(join(root, path), JSON.stringify(report))
  return path
}

async function merge(...args: string[]) {
  const terminal = testTerminal(root)
  const code = await run(['merge', ...args], terminal)
  return { code, printed: terminal.printed(), noted: terminal.noted() }
}

const merged = (path = '.retrial/report.json'): RunReport =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as RunReport

describe('retrial merge', () => {
  test('makes one report of all shards that are here, and shows it', async () => {
    for (const index of [3, 1, 2]) keep(shard(index))
    const { code, printed } = await merge()
    expect(code).toBe(0)
    expect(printed).toContain('Retrial  ✓ 3 replayed: 3 match')
    expect(merged().rows.map(({ id }) => id)).toEqual(['refunds/1', 'refunds/2', 'refunds/3'])
    expect(merged()).not.toHaveProperty('shard')
    expect(readFileSync(join(root, '.retrial/.gitignore'), 'utf8')).toBe('*\n')
  })

  test('takes folders and files, and writes where it is told', async () => {
    const named = [
      keep(shard(1), 'a/shard-1'),
      keep(shard(2), 'a/deep/shard-2'),
      keep(shard(3), '.', 'c.json'),
    ]
    expect(await merge('a', 'c.json', '-o', 'out/all.json')).toMatchObject({ code: 0 })
    expect(merged('out/all.json').rows).toHaveLength(named.length)
  })

  test('shows a decision that does not hold, and is done all the same', async () => {
    for (const index of [1, 2]) keep(shard(index))
    keep(
      shard(3, { rows: [sampleRow({ id: 'bugs/x', verdict: 'mismatch', ok: false, details: ['label'] })] }),
    )
    const { code, printed } = await merge()
    expect(printed).toContain('✗ 1 of 3 decisions did not hold')
    expect(printed).toContain('accept them with vitest -u')
    expect(code).toBe(0)
  })

  test('says which shard is missing, keeps that, and fails', async () => {
    for (const index of [1, 3]) keep(shard(index))
    const { code, printed } = await merge()
    expect(code).toBe(3)
    expect(printed).toContain('shard 2 is missing: what it would have found is unknown')
    expect(merged().missingShards).toEqual([2])
  })

  test('judges which baselines no test used by the whole', async () => {
    const store = await openStore('dir:decisions', { cwd: root })
    for (const id of ['refunds/1', 'refunds/2', 'refunds/3', 'old']) await store.save(sampleSnapshot(id))
    await store.close()
    for (const index of [1, 2]) keep(shard(index))
    expect((await merge()).printed).not.toContain('obsolete')
    keep(shard(3))
    expect((await merge()).printed).toContain('1 baseline is obsolete, no test used it: old')
  })

  test.each<[string, (() => unknown)[], string]>([
    ['there is none', [], 'REPORT_INVALID: There is no report of a shard in '],
    [
      'a shard is there twice',
      [() => keep(shard(1)), () => keep(shard(1), '.retrial/again')],
      'Shard 1 of 3 is there twice',
    ],
    [
      'a test file is there twice',
      [() => keep(shard(1)), () => keep(shard(2, { files: [{ file: '1.test.ts', whole: true }] }))],
      'The test file 1.test.ts is there twice',
    ],
    [
      'they are not of one run',
      [() => keep(shard(1)), () => keep(shard(2, { shard: { index: 2, count: 4 } }))],
      'not of one run',
    ],
    [
      'one is damaged',
      [
        () => keep(shard(1)),
        () => {
          writeFileSync(join(root, keep(shard(2))), '{"form')
        },
      ],
      'ends early',
    ],
  ])('fails and writes nothing where %s', async (_why, prepare, text) => {
    for (const step of prepare) step()
    const { code, noted, printed } = await merge()
    expect({ code, printed }).toEqual({ code: 3, printed: '' })
    expect(noted).toContain(text)
    expect(() => merged()).toThrow('ENOENT')
  })

  test.each(['missing.json', 'empty'])('fails where a path leads to none: %s', async (path) => {
    mkdirSync(join(root, 'empty'))
    keep(shard(1))
    const { code, noted } = await merge(path)
    expect(code).toBe(3)
    expect(noted).toMatch(/REPORT_INVALID: There is no report .*Each shard leaves/)
  })

  test('fails where nothing was replayed at all', async () => {
    for (const index of [1, 2, 3]) keep(shard(index, { rows: [] }))
    const { code, printed } = await merge()
    expect({ code, printed }).toEqual({ code: 3, printed: 'Retrial  nothing was replayed' })
  })
})
