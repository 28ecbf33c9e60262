import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { ReplayRow } from '../reporting/replay-row.js'
import type { ReportedPolicy } from '../reporting/report/run-report.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
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
