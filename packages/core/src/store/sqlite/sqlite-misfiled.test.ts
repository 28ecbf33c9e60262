import { createRequire } from 'node:module'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openStore } from '../open-store.js'
import { collect, sampleSnapshot } from '../testing/sample-snapshot.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3

const FACTS = {
  moduleName: 'm',
  modelParameters: { modelName: 'gpt', parameters: {} },
  tags: { team: 'refunds', stage: 'prod' },
  createdAt: '2026-01-31T08:00:00.000Z',
}

/** A store of two snapshots, into which `sql` was written by another program. */
async function altered(sql: string, isListed: boolean) {
  const url = `sqlite:${join(temporaryFolder(), 'decisions.db')}`
  const store = await openStore(url)
  await store.saveMany([sampleSnapshot('a', FACTS), sampleSnapshot('b', FACTS)])
  if (isListed) {
    await store.saveMany(Array.from({ length: 600 }, (_, index) => sampleSnapshot(`n/${index}`, FACTS)))
    await collect(store.query({ fingerprint: `sha256:${'0'.repeat(64)}` }))
  }
  const database = new Sqlite(url.slice('sqlite:'.length))
  database.exec(sql)
  database.close()
  return store
}

const COLUMNS: [string, string][] = [
  ['functionName', `UPDATE snapshots SET function_name = 'x' WHERE id = 'a'`],
  ['moduleName', `UPDATE snapshots SET module_name = NULL WHERE id = 'a'`],
  ['modelName', `UPDATE snapshots SET model_name = 'x' WHERE id = 'a'`],
  ['createdAt', `UPDATE snapshots SET created_at = 5 WHERE id = 'a'`],
  ['fingerprint', `UPDATE snapshots SET fingerprint = 'sha256:x' WHERE id = 'a'`],
  ['tags', `UPDATE snapshots SET tags = '{"team":"sales"}' WHERE id = 'a'`],
  ['tags', `UPDATE snapshots SET tags = 'no JSON' WHERE id = 'a'`],
]

test.each([...COLUMNS, ...COLUMNS.map(([field, sql]): [string, string, boolean] => [field, sql, true])])(
  'verify tells of a snapshot that is not found by its %s: %s',
  async (field, sql, isListed = false) => {
    const store = await altered(sql, isListed)
    const { problems } = await store.verify()
    expect(problems).toEqual([
      { id: 'a', code: 'STORE_CORRUPT', message: expect.stringContaining(`its ${field}: a query`) as string },
    ])
    await store.save(await store.load('a'), { replace: true })
    expect((await store.verify()).problems).toEqual([])
  },
)

test.each(['functionName', 'moduleName', 'modelName', 'createdAt', 'tag:team'])(
  'verify tells of a snapshot that lacks the facet %s',
  async (name) => {
    const store = await altered(`DELETE FROM facets WHERE id = 'a' AND name = '${name}'`, true)
    expect((await store.verify()).problems).toMatchObject([{ id: 'a', code: 'STORE_CORRUPT' }])
  },
)

test('one that lost its fingerprint is told too', async () => {
  const store = await altered(`UPDATE snapshots SET fingerprint = '' WHERE id = 'a'`, true)
  expect((await store.verify()).problems).toMatchObject([{ id: 'a', code: 'STORE_CORRUPT' }])
})

test.each([false, true])('all is in order where nobody else wrote (listed: %s)', async (isListed) => {
  const store = await altered('', isListed)
  await store.save(
    sampleSnapshot('odd', {
      functionName: 'a\0\ud800',
      tags: { 'x"': 'é\n\0', '': '' },
      createdAt: '?',
    }),
  )
  expect((await store.verify()).problems).toEqual([])
})
