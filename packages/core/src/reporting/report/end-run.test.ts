import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { painter } from '../paint.js'
import { sampleRow } from '../testing/sample-report.js'
import { endRun, type EndedRun } from './end-run.js'
import type { FoundRun } from './make-report.js'

let root: string
const row = sampleRow({ ok: false, verdict: 'mismatch', file: 'a.test.ts', details: ['output: 1 → 2'] })
const end = (more: Partial<FoundRun> = {}, keepReport = true): EndedRun =>
  endRun(
    { runner: 'vitest', files: [{ file: 'a.test.ts', whole: true }], rows: [row], ...more },
    { root, acceptCommand: 'vitest -u', paint: painter(false), keepReport },
  )

beforeEach(() => {
  root = temporaryFolder()
  for (const name of ['GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'GITHUB_WORKSPACE'])
    vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

test('keeps the report, and says what became of the run', () => {
  expect(end().summary[0]).toBe('Retrial  ✗ 1 of 1 decisions did not hold')
  expect(existsSync(join(root, '.retrial/report.json'))).toBe(true)
})

test('leaves nothing where no test used a baseline, but a shard would be missed', () => {
  expect(end({ rows: [] })).toEqual({ summary: [], annotations: [] })
  expect(existsSync(join(root, '.retrial'))).toBe(false)
  expect(end({ rows: [], shard: { index: 1, count: 2 } }).summary).toEqual([])
  expect(existsSync(join(root, '.retrial/report-1-of-2.json'))).toBe(true)
})

test('says what the reporter has to say', () => {
  const { summary } = endRun(
    { runner: 'vitest', files: [], rows: [row] },
    { root, acceptCommand: 'vitest -u', paint: painter(false), keepReport: false, notes: ['something else'] },
  )
  expect(summary).toContainEqual(expect.stringContaining('something else'))
})

test('says where several tests wrote one baseline', () => {
  const written = sampleRow({ kind: 'updated', file: 'a.test.ts', test: 'one' })
  expect(end({ rows: [written, { ...written, test: 'two' }] }).summary.join('\n')).toContain(
    'several tests wrote one baseline',
  )
})

test('annotates in GitHub Actions only, from the root of the repository', () => {
  expect(end().annotations).toEqual([])
  vi.stubEnv('GITHUB_ACTIONS', 'true')
  expect(end().annotations).toHaveLength(1)
  expect(end().annotations[0]).toContain('file=a.test.ts,')
  vi.stubEnv('GITHUB_WORKSPACE', join(root, '..'))
  expect(end().annotations[0]).toMatch(/^::error file=[^/]+\/a\.test\.ts,/)
  vi.stubEnv('GITHUB_WORKSPACE', join(root, 'elsewhere'))
  expect(end().annotations[0]).toContain(`file=${root.replaceAll(':', '%3A')}/a.test.ts,`)
})

test('adds to the summary of the job, behind what is there', () => {
  const file = join(root, 'summary.md')
  writeFileSync(file, 'before\n')
  vi.stubEnv('GITHUB_STEP_SUMMARY', file)
  end()
  end({}, false)
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(/^before\n### Retrial: ❌/)
  expect(text.split('### Retrial')).toHaveLength(2)
})

test.each([
  [
    'is a folder',
    (file: string) => {
      mkdirSync(file)
    },
    'could not be written',
  ],
  [
    'is full',
    (file: string) => {
      writeFileSync(file, 'x'.repeat(999_000))
    },
    'is full',
  ],
])('a summary of the job that %s fails no run', (_name, make, says) => {
  const file = join(root, 'summary.md')
  make(file)
  vi.stubEnv('GITHUB_STEP_SUMMARY', file)
  const { summary } = end()
  expect(summary[0]).toContain('did not hold')
  expect(summary.join('\n')).toContain(says)
})

test('a report that cannot be written fails no run', () => {
  writeFileSync(join(root, '.retrial'), '')
  expect(end().summary.join('\n')).toContain('the report of this run could not be written')
})
