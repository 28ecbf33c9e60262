import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
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

test('rows that hold go together when the test has ended', () => {
  batch.add(row('a'))
  batch.add(row('b'))
  expect(lines()).toEqual([])
  batch.flush()
  expect(lines()).toEqual([{ test: 'a test', rows: [row('a'), row('b')] }])
})

test('one that does not hold goes at once, with those before it', () => {
  batch.add(row('a'))
  batch.add(row('b', false))
  expect(ids()).toEqual([['a', 'b']])
  batch.add(row('c'))
  batch.flush()
  expect(ids()).toEqual([['a', 'b'], ['c']])
})

test('of a test with very many, few wait', () => {
  for (let index = 0; index < 250; index++) batch.add(row(String(index)))
  expect(ids().map(({ length }) => length)).toEqual([100, 100])
  batch.flush()
  expect(ids().flat()).toHaveLength(250)
})

test('a policy goes with the row that names it, once', () => {
  batch.add(row('a'), policy)
  batch.flush()
  batch.add(row('b'))
  batch.flush()
  expect(lines().map(({ policies }) => policies)).toEqual([[policy], undefined])
})

test('where nothing waits nothing is written', () => {
  batch.flush()
  batch.add(row('a'))
  batch.flush()
  batch.flush()
  expect(ids()).toEqual([['a']])
})

test('without a folder there is nobody to read them', () => {
  const unread = new RowBatch(new RowFile(), undefined, {})
  unread.add(row('a', false))
  unread.flush()
  expect(lines()).toEqual([])
})
