import { createRequire } from 'node:module'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { fingerprint } from '../../snapshot/fingerprint.js'
import { openStore } from '../open-store.js'
import type { SnapshotQuery } from '../store.js'
import { listIdsSync } from '../list-ids.js'
import { idsOf, sampleSnapshot } from '../testing/sample-snapshot.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3

async function newStore() {
  const path = join(temporaryFolder(), 'decisions.db')
  const url = `sqlite:${path}`
  return { path, url, store: await openStore(url) }
}

/** What a file holds, read without the store. */
function rows(path: string, sql: string): unknown[] {
  const database = new Sqlite(path, { readonly: true })
  const found = database.prepare(sql).raw().all()
  database.close()
  return found
}

const tagsIn = (path: string): unknown[] =>
  rows(path, `SELECT id, name, value FROM facets WHERE name LIKE 'tag:%' ORDER BY 1, 2`)

/** So many saves that all before are written to the table of facets. */
const ENOUGH = 512

function some(count: number, prefix: string) {
  return Array.from({ length: count }, (_, index) =>
    sampleSnapshot(`${prefix}/${String(index).padStart(3, '0')}`, {
      functionName: index % 2 === 0 ? 'even' : 'odd',
      moduleName: 'm',
      modelParameters: { modelName: index % 3 === 0 ? 'gpt' : 'claude', parameters: {} },
      tags: { half: index < count / 2 ? 'first' : 'second', prefix },
      createdAt: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
    }),
  )
}

/** By every facet, alone and with others. */
const QUERIES: SnapshotQuery[] = [
  { functionName: 'odd' },
  { moduleName: 'm' },
  { modelName: 'gpt' },
  { tags: { half: 'second' } },
  { tags: { half: 'first', prefix: 'b' } },
  { tags: { prefix: 'a' }, functionName: 'even', modelName: 'claude', moduleName: 'm' },
  { startTime: '2026-01-01T00:01:40Z' },
  { startTime: '2026-01-01T00:00:10Z', endTime: '2026-01-01T00:02:30Z', tags: { prefix: 'b' } },
  { functionName: 'none' },
]

test('a query finds what waits for its facets to be written as well as what does not', async () => {
  const { path, url, store } = await newStore()
  const all = [...some(400, 'a'), ...some(400, 'b')]
  const memory = await openStore('memory:')
  for (const snapshot of all) await store.save(snapshot)
  await memory.saveMany(all)
  const listed = rows(path, 'SELECT DISTINCT id FROM facets').length
  expect(listed).toBe(ENOUGH)
  const reader = await openStore(url, { readOnly: true })
  for (const query of QUERIES) {
    const expected = await idsOf(memory.query(query))
    expect(await idsOf(store.query(query)), JSON.stringify(query)).toEqual(expected)
    expect(await idsOf(reader.query(query)), JSON.stringify(query)).toEqual(expected)
  }
  expect(listIdsSync(url, { functionName: 'even' })).toEqual(
    await idsOf(memory.query({ functionName: 'even' })),
  )
  await reader.close()
  await store.close()
})

test('facets are in step with what is replaced and deleted, also of many saves at once', async () => {
  const { path, store } = await newStore()
  await store.saveMany(some(ENOUGH, 'a'))
  expect(tagsIn(path)).toHaveLength(ENOUGH * 2)
  await store.save(sampleSnapshot('a/000', { tags: { team: 'y' } }), { replace: true })
  expect(await idsOf(store.query({ tags: { team: 'y' } }))).toEqual(['a/000'])
  expect(await idsOf(store.query({ functionName: 'even', tags: { half: 'first' }, limit: 1 }))).toEqual([
    'a/002',
  ])
  for (let index = 1; index < ENOUGH; index++) await store.delete(`a/${String(index).padStart(3, '0')}`)
  expect(await store.delete('a/001')).toBe(false)
  expect(rows(path, 'SELECT * FROM facets')).toEqual([])
  await store.saveMany(some(ENOUGH, 'b'))
  expect(await idsOf(store.query({ tags: { team: 'y' } }))).toEqual(['a/000'])
  expect(tagsIn(path)).toContainEqual(['a/000', 'tag:team', 'y'])
  await store.close()
})

test('what takes the place of the last snapshot is found too', async () => {
  const { path, store } = await newStore()
  await store.saveMany(some(ENOUGH, 'a'))
  const question = fingerprint(sampleSnapshot('a/511', { functionName: 'new' }))
  expect(await idsOf(store.query({ fingerprint: question }))).toEqual([])
  await store.delete('a/511')
  await store.save(sampleSnapshot('a/511', { functionName: 'new' }))
  expect(rows(path, 'SELECT max(seq) FROM snapshots')).toEqual([[ENOUGH]])
  expect(await idsOf(store.query({ functionName: 'new' }))).toEqual(['a/511'])
  expect(await idsOf(store.query({ fingerprint: question }))).toEqual(['a/511'])
  await store.close()
})

test('a save that fails leaves nothing to be found by', async () => {
  const { path, store } = await newStore()
  await store.save(sampleSnapshot('a', { tags: { team: 'x' } }))
  const failing = store.saveMany([...some(ENOUGH, 'b'), sampleSnapshot('a')])
  await expect(failing).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
  expect(rows(path, 'SELECT * FROM facets')).toEqual([])
  await store.saveMany(some(ENOUGH, 'b'))
  expect(await idsOf(store.query({ tags: { team: 'x' } }))).toEqual(['a'])
  expect(await idsOf(store.query({ moduleName: 'm' }))).toHaveLength(ENOUGH)
  await store.close()
})

test('few wait, however many processes save a little each', async () => {
  const { path, url, store } = await newStore()
  for (let round = 0; round < 5; round++) {
    const other = await openStore(url)
    for (const snapshot of some(120, `n${round}`)) await other.save(snapshot)
    await other.close()
  }
  expect(rows(path, 'SELECT DISTINCT id FROM facets').length).toBeGreaterThanOrEqual(ENOUGH)
  expect(await idsOf(store.query({ functionName: 'odd' }))).toHaveLength(300)
  await store.close()
})

test('a tag is found whatever is in it', async () => {
  const { path, store } = await newStore()
  const tags = { ['__proto__']: 'p', 'a "b"\n': 'é\u0000\\', '': '', 'tag:x': '1', name: "o'clock" }
  await store.save(sampleSnapshot('a', { tags }))
  const found = async () =>
    Promise.all(Object.entries(tags).map(([name, value]) => idsOf(store.query({ tags: { [name]: value } }))))
  expect(await found()).toEqual(Object.keys(tags).map(() => ['a']))
  await store.saveMany(some(ENOUGH, 'b'))
  expect(await found()).toEqual(Object.keys(tags).map(() => ['a']))
  expect(tagsIn(path).filter((row) => (row as string[])[0] === 'a')).toHaveLength(5)
  await store.close()
})

test('tags that somebody spoiled keep nobody from saving', async () => {
  const { path, store } = await newStore()
  await store.save(sampleSnapshot('a', { tags: { team: 'x' } }))
  const database = new Sqlite(path)
  database.exec(`UPDATE snapshots SET tags = '{no json'`)
  database.close()
  expect(await idsOf(store.query({ tags: { team: 'x' } }))).toEqual([])
  await store.saveMany(some(ENOUGH, 'b'))
  expect(await idsOf(store.query({ tags: { prefix: 'b' } }))).toHaveLength(ENOUGH)
  expect(await idsOf(store.query({ functionName: sampleSnapshot('a').functionName }))).toEqual(['a'])
  await store.close()
})

describe('fingerprints', () => {
  const known = (path: string): unknown[] =>
    rows(path, `SELECT id FROM snapshots WHERE fingerprint <> '' ORDER BY id`).flat()

  test('are computed when one is asked for, and kept', async () => {
    const { path, store } = await newStore()
    const [one, two] = [sampleSnapshot('a'), sampleSnapshot('b', { functionName: 'other' })]
    await store.saveMany([one, two, sampleSnapshot('c', { inputs: one.inputs })])
    expect(await idsOf(store.query({ functionName: 'other' }))).toEqual(['b'])
    expect(known(path)).toEqual([])
    expect(await idsOf(store.query({ fingerprint: fingerprint(one) }))).toEqual(['a', 'c'])
    expect(known(path)).toEqual(['a', 'b', 'c'])
    await store.save(sampleSnapshot('d', { inputs: one.inputs }))
    await store.save(sampleSnapshot('a', { functionName: 'other' }), { replace: true })
    expect(known(path)).toEqual(['b', 'c'])
    expect(await idsOf(store.query({ fingerprint: fingerprint(one) }))).toEqual(['c', 'd'])
    expect(await idsOf(store.query({ fingerprint: fingerprint(two), functionName: 'none' }))).toEqual([])
    await store.close()
  })

  test('are not needed: where the file cannot be written the snapshots are looked through', async () => {
    const { path, url, store } = await newStore()
    const all = some(300, 'a')
    await store.saveMany(all)
    const question = fingerprint(all[7] ?? sampleSnapshot(''))
    const expected = await idsOf(store.query({ functionName: 'odd', modelName: 'claude' }))
    const reader = await openStore(url, { readOnly: true })
    expect(await idsOf(reader.query({ fingerprint: question }))).toEqual(['a/007'])
    await reader.close()
    expect(known(path)).toEqual([])
    expect(expected.length).toBeGreaterThan(0)
    await store.close()
  })

  test('of a snapshot that cannot be read are left out, and hide no others', async () => {
    const { path, store } = await newStore()
    const one = sampleSnapshot('b')
    await store.saveMany([sampleSnapshot('a'), one])
    const database = new Sqlite(path)
    database.exec(`UPDATE snapshots SET body = 'no json' WHERE id = 'a'`)
    database.close()
    expect(await idsOf(store.query({ fingerprint: fingerprint(one), functionName: 'none' }))).toEqual([])
    expect(known(path)).toEqual(['b'])
    await store.close()
  })
})
