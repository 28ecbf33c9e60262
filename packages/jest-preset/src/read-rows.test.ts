import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readRows } from './read-rows.js'

test('rows of all workers are read, less the half line of one that was killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retrial-rows-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  writeFileSync(join(folder, '1.jsonl'), '{"id":"a"}\n{"id":"b"}\n{"id":')
  writeFileSync(join(folder, '2.jsonl'), '{"sentPolicy":{"hash":"x"}}\n{"id":"c"}\n')

  const { rows, policies } = readRows(folder)
  expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(policies).toEqual([{ hash: 'x' }])
})
