import { createRequire } from 'node:module'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { FacetFilter } from '../facets.js'
import { openStore } from '../open-store.js'
import { countSql, pageParameters, pageSql, type Route } from './sqlite-page-sql.js'
import { idsOf, sampleSnapshot } from '../testing/sample-snapshot.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3

async function newDatabase() {
  const path = join(temporaryFolder(), 'decisions.db')
  const store = await openStore(`sqlite:${path}`)
  await store.save(sampleSnapshot('a', { tags: { team: 'refunds' } }))
  return { path, store }
}

function explain(path: string, sql: string, bound: object): string[] {
  const database = new Sqlite(path, { readonly: true })
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(bound) as { detail: string }[]
  database.close()
  return rows.map(({ detail }) => detail)
}

const team = ['team', 'refunds'] as const
const tier = ['tier', 'gold'] as const
const LEAD = 'lead USING PRIMARY KEY (name=? AND value=? AND id>?)'
const plans: [string, FacetFilter, Route, string][] = [
  ['everything', {}, 'ids', 'sqlite_autoindex_snapshots_1 (id>?)'],
  ['a function', { functionName: 'f' }, 'functionName', LEAD],
  ['a module', { moduleName: 'm' }, 'moduleName', LEAD],
  ['a model', { modelName: 'm' }, 'modelName', LEAD],
  ['a model and a long time', { modelName: 'm', from: 3 }, 'modelName', LEAD],
  ['a long time', { from: 3, until: 4 }, 'ids', 'sqlite_autoindex_snapshots_1 (id>?)'],
  ['a tag', { tags: [team] }, 'tag0', LEAD],
  ['the second tag', { tags: [tier, team] }, 'tag1', LEAD],
  ['two tags and a function', { tags: [team, tier], functionName: 'f' }, 'tag0', LEAD],
]

test.each(plans)(
  '%s is read off its index, in order, without sorting',
  async (_what, filter, route, index) => {
    const { path, store } = await newDatabase()
    const bound = { ...pageParameters(filter), after: '' }
    const plan = explain(path, pageSql('id', filter, 9, route), bound)
    expect(plan.find((line) => !/^(?:MERGE|LEFT)/.test(line))).toContain(index)
    // Only the tags of one snapshot are read through.
    expect(plan.join('; ').replaceAll('SCAN tag', '')).not.toMatch(/SCAN|TEMP B-TREE/)
    await store.close()
  },
)

test.each<[string, FacetFilter, Route, RegExp]>([
  ['begins', { from: 1 }, 'time', /facets USING PRIMARY KEY \(name=\? AND value>\?\)/],
  ['ends', { until: 2 }, 'time', /facets USING PRIMARY KEY \(name=\? AND value<\?\)/],
  [
    'begins and ends',
    { from: 1, until: 2, functionName: 'f', tags: [team] },
    'time',
    /facets USING PRIMARY KEY \(name=\? AND value>\? AND value<\?\)/,
  ],
  [
    'has a question',
    { fingerprint: 'sha256:0', functionName: 'f', from: 1, tags: [team] },
    'fingerprint',
    /COVERING INDEX snapshots_by_fingerprint \(fingerprint=\? AND id>\?\)/,
  ],
])('what %s is read off its index', async (_what, filter, route, index) => {
  const { path, store } = await newDatabase()
  const bound = { ...pageParameters(filter), after: '' }
  const plan = explain(path, pageSql('id', filter, 9, route), bound).join('; ')
  expect(plan).toMatch(/snapshots_1 \(id=\?\)/)
  expect(plan).toMatch(index)
  // Those that wait are read from their place to the end.
  expect(plan).toMatch(/snapshots USING INTEGER PRIMARY KEY \(rowid>\?\)/)
  expect(plan.replaceAll('SCAN tag', '')).not.toMatch(/SCAN facets|SCAN snapshots/)
  if (route === 'time') expect(explain(path, countSql(filter, 9, 'time'), bound).join('; ')).toMatch(index)
  await store.close()
})

test('further tags are looked up, not read through', async () => {
  const { path, store } = await newDatabase()
  const filter = { tags: [team, tier] }
  const bound = { ...pageParameters(filter), after: '' }
  const plan = explain(path, pageSql('id', filter, 9, 'tag0'), bound)
  expect(plan.join('; ')).toContain('other EXISTS USING PRIMARY KEY (name=? AND value=? AND id=?)')
  await store.close()
})

test('a query gives the same from a short time and a long one', { timeout: 60_000 }, async () => {
  const { store } = await newDatabase()
  await store.delete('a')
  const second = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString()
  const count = 5_000
  // Ids in another order than times.
  const id = (index: number): string => `n${String(100_000 + ((index * 7_919) % count))}`
  const all = Array.from({ length: count }, (_, index) =>
    sampleSnapshot(id(index), {
      createdAt: second(index),
      tags: { third: String(index % 3) },
      functionName: index % 2 === 0 ? 'even' : 'odd',
    }),
  )
  await store.saveMany(all)
  const expected = (from: number, until: number, passes = (_index: number) => true) =>
    Array.from({ length: until - from }, (_, at) => from + at)
      .filter(passes)
      .map(id)
      .sort()
  for (const [from, until] of [
    [0, 5_000],
    [10, 4_990],
    [100, 700],
    [4_095, 4_096],
  ] as const) {
    const time = { startTime: second(from), endTime: second(until) }
    expect(await idsOf(store.query(time))).toEqual(expected(from, until))
    expect(await idsOf(store.query({ ...time, functionName: 'odd', tags: { third: '1' } }))).toEqual(
      expected(from, until, (index) => index % 2 === 1 && index % 3 === 1),
    )
  }
  await store.close()
})
