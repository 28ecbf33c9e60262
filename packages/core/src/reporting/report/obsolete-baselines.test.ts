import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../store/open-store.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { sampleReport, sampleRow } from '../testing/sample-report.js'
import { obsoleteBaselines } from './obsolete-baselines.js'
import { obsoleteNote } from './obsolete-note.js'

let folder: string
const root = (): string => folder
beforeEach(async () => {
  folder = temporaryFolder()
  for (const url of ['dir:decisions', 'dir:other']) {
    const store = await openStore(url, { cwd: root() })
    for (const id of ['refunds/one', 'refunds/two', 'refunds/three']) {
      await store.save(sampleSnapshot(id), { replace: true })
    }
    await store.close()
  }
})

const obsolete = (overrides: Parameters<typeof sampleReport>[0]) =>
  obsoleteBaselines(sampleReport(overrides), root())

test('are those that no row names, store by store', () => {
  const rows = [sampleRow({ uses: ['refunds/two'] }), sampleRow({ store: 'dir:other', kind: 'recorded' })]

  expect(obsolete({ rows })).toEqual({
    judged: true,
    obsolete: [
      { store: 'dir:decisions', ids: ['refunds/three'] },
      { store: 'dir:other', ids: ['refunds/three', 'refunds/two'] },
    ],
  })
  expect(obsoleteNote(sampleReport({ rows }), root())).toEqual([
    '3 baselines are obsolete, no test used them: refunds/three, refunds/three, refunds/two',
  ])
})

test('are none in a store in memory, nor where every one is used', () => {
  const rows = ['one', 'two', 'three'].map((name) => sampleRow({ id: `refunds/${name}` }))

  expect(obsolete({ rows: [...rows, sampleRow({ store: 'memory:' })] })).toEqual({
    judged: true,
    obsolete: [],
  })
  expect(obsoleteNote(sampleReport({ rows }), root())).toEqual([])
})

describe('are not judged', () => {
  test.each<[string, Parameters<typeof sampleReport>[0], string]>([
    ['after a shard', { shard: { index: 1, count: 2 } }, 'this is shard 1 of 2'],
    ['where shards are missing', { missingShards: [2, 3] }, 'shard 2, 3 is missing'],
    ['where only some tests were asked for', { partial: 'only some' }, 'only some'],
    ['where files were left out', { testFiles: 2 }, 'only 1 of 2 test files ran'],
    [
      'where a test did not run to its end',
      { files: [{ file: 'a.test.ts', whole: false }] },
      'not every test of a.test.ts ran to its end',
    ],
  ])('%s', (_name, overrides, why) => {
    expect(obsolete(overrides)).toEqual({ judged: false, why })
    expect(obsoleteNote(sampleReport(overrides), root())).toEqual([])
  })

  test('where a store cannot be read', () => {
    mkdirSync(join(root(), 'broken'))
    writeFileSync(join(root(), 'broken/x.db'), '')

    expect(obsolete({ rows: [sampleRow({ store: 'sqlite:broken/x.db' })] })).toMatchObject({ judged: false })
  })
})
