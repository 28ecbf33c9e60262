import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { missingBlobs } from './missing-blobs.js'

function folderOf(...names: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'retrial-blobs-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  for (const name of names) writeFileSync(join(folder, name), '')
  return folder
}

test.each([
  [['blob-1-3.json', 'blob-3-3.json'], ['2 of 3']],
  [['blob-2-4.json'], ['1 of 4', '3 of 4', '4 of 4']],
  [['blob-1-2.json', 'blob-2-2.json'], []],
  [['blob.json', 'of-shard-one.json', 'blob-1-2.json.bak'], []],
  [['blob-ubuntu-22-04.json', 'blob-node-20-21.json', 'blob-20-19.json', 'blob-2025-06-01.json'], []],
  [['blob-0-3.json'], []],
  [[], []],
])('of %j: %j', (names, missing) => {
  expect(missingBlobs(folderOf(...names))).toEqual(missing)
})

test('a folder that is not there tells nothing', () => {
  expect(missingBlobs(join(tmpdir(), 'no-such-folder'))).toEqual([])
})
