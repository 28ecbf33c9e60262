import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { ReplayRow } from '../reporting/replay-row.js'
import type { ReportedPolicy } from '../reporting/report/run-report.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { bundled } from '../testing/bundled.js'
import { RowBatch, type RowLine } from './row-batch.js'
import { RowFile } from './row-file.js'

const row = (id: string, ok = true): ReplayRow => ({ id, ok }) as ReplayRow
const policy = { hash: 'sha256:p' } as ReportedPolicy

let folder: string
let batch: RowBatch<{ test: string }>
beforeEach(() => {
  folder = temporaryFolder()
  batch = new RowBatch(new RowFile(), folder, { test: 'a test' })
})
/** What is on disk by now, a line each. */
const lines = (): RowLine<{ test: string }>[] => {
  const path = join(folder, `${process.pid}.jsonl`)
  if (!existsSync(path)) return []
  const texts = readFileSync(path, 'utf8').split('\n')
  return texts.filter((text) => text !== '').map((text) => JSON.parse(text) as RowLine<{ test: string }>)
}
const ids = (): string[][] => lines().map(({ rows }) => rows.map(({ id }) => id))

test('rows of one turn go together, before anything that waits for them goes on', async () => {
  const assertion = async (...rows: ReplayRow[]): Promise<void> => {
    await Promise.resolve()
    for (const each of rows) batch.add(each)
  }
  await assertion(row('a'), row('b', false))
  expect(lines()).toEqual([{ test: 'a test', rows: [row('a'), row('b', false)] }])
  await assertion(row('c'))
  expect(ids()).toEqual([['a', 'b'], ['c']])
})

test('also under fake timers', async () => {
  vi.useFakeTimers({ toFake: ['queueMicrotask', 'setImmediate'] })
  onTestFinished(() => void vi.useRealTimers())
  batch.add(row('a'))
  await Promise.resolve()
  expect(ids()).toEqual([['a']])
})

test('a policy goes with the row that names it, once', async () => {
  batch.add(row('a'), policy)
  await Promise.resolve()
  batch.add(row('b'))
  await Promise.resolve()
  expect(lines().map(({ policies }) => policies)).toEqual([[policy], undefined])
})

test('without a folder there is nobody to read them', async () => {
  const unread = new RowBatch(new RowFile(), undefined, { test: 'a test' })
  unread.add(row('a', false))
  await Promise.resolve()
  expect(lines()).toEqual([])
})

test('where the run is over they are told, and the process ends with 1', { timeout: 60_000 }, async () => {
  const built = await bundled(new URL('./testing/row-files.ts', import.meta.url), ['esm'])
  const script = join(folder, 'late.mjs')
  const late = [
    { id: 'refunds/one', verdict: 'mismatch', details: ['output: 1 → 2'] },
    { id: 'refunds/two', verdict: 'match', details: [] },
  ]
  writeFileSync(
    script,
    `import { RowBatch, RowFile } from ${JSON.stringify(pathToFileURL(join(built, 'row-files.mjs')).href)}
const batch = new RowBatch(new RowFile(), '${join(folder, 'gone')}', { test: 'a test' })
for (const row of ${JSON.stringify(late)}) batch.add(row)
`,
  )
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' })

  expect(status).toBe(1)
  expect(stderr)
    .toContain(`NOT_AWAITED: the run was over when an assertion came to an end; await it, and what calls it:
  refunds/one  mismatch
    output: 1 → 2
  refunds/two  match`)
  expect(stderr).not.toContain('ENOENT')
})
