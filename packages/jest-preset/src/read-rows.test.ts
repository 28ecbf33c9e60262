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
  const line = (ids: readonly string[], more = {}): string =>
    `${JSON.stringify({ test: ids.join(' and '), attempt: 0, run: 1, rows: ids.map((id) => ({ id })), ...more })}\n`
  writeFileSync(join(folder, '1.jsonl'), `${line(['a', 'b'])}${line(['c'])}{"test":"d","rows":[{"id":"d"}`)
  writeFileSync(join(folder, '2.jsonl'), line(['e'], { policies: [{ hash: 'x' }] }))

  expect(readRows(folder)).toEqual([
    { test: 'a and b', attempt: 0, run: 1, rows: [{ id: 'a' }, { id: 'b' }] },
    { test: 'c', attempt: 0, run: 1, rows: [{ id: 'c' }] },
    { test: 'e', attempt: 0, run: 1, rows: [{ id: 'e' }], policies: [{ hash: 'x' }] },
  ])
})
