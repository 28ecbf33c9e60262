import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openStore } from '../open-store.js'
import { openDatabase } from './sqlite-database.js'
import { migrate } from './sqlite-migrations.js'
import { pagesOf } from './sqlite-pages.js'
import { SNAPSHOTS } from './sqlite-snapshots.js'
import { prepareStatements } from './sqlite-statements.js'
import { sampleSnapshot } from '../testing/sample-snapshot.js'
import { contentOf, temporaryFolder } from '../testing/temporary-folder.js'
import { version1Database } from '../testing/version-1.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3

async function newDatabase(count = 1) {
  const path = join(temporaryFolder(), 'decisions.db')
  const url = `sqlite:${path}`
  const store = await openStore(url)
  await store.saveMany(
    Array.from({ length: count }, (_, index) =>
      sampleSnapshot(`n/${index}`, {
        tags: { team: 'refunds' },
        createdAt: new Date(index * 1000).toISOString(),
      }),
    ),
  )
  return { url, path, store }
}

describe('openDatabase', () => {
  test('opens for writing with what the store relies on', async () => {
    const { url, path } = await newDatabase()
    const database = openDatabase(path, url, SNAPSHOTS, { readOnly: false })
    const pragmas = ['journal_mode', 'synchronous', 'trusted_schema', 'cell_size_check', 'mmap_size']
    const values = pragmas.map((name): unknown => database.pragma(name, { simple: true }))
    expect(values).toEqual(['wal', 1, 0, 1, 0])
    expect(database.pragma('busy_timeout', { simple: true })).toBe(10_000)
    database.close()
  })

  test.each(['version 1', 'this version'])(
    'opens %s read-only so that nothing can write it',
    async (version) => {
      const { url, path } =
        version === 'version 1' ? version1Database([sampleSnapshot('a')]) : await newDatabase()
      const database = openDatabase(path, url, SNAPSHOTS, { readOnly: true })
      expect(() => database.exec('DELETE FROM snapshots')).toThrow(
        expect.objectContaining({ code: 'SQLITE_READONLY' }) as Error,
      )
      database.close()
    },
  )
})

describe('a file with a page that is damaged', () => {
  test.each([
    ['by itself', false],
    ['beside a log', true],
  ])('is refused when it is opened, %s, and left as it was', async (_where, hasLog) => {
    const { url, path, store } = await newDatabase(200)
    await store.close()
    const content = readFileSync(path)
    content.fill(0, content.length - 4096)
    writeFileSync(path, content)
    if (hasLog) writeFileSync(`${path}-wal`, '')
    expect(() => openDatabase(path, url, SNAPSHOTS, { readOnly: false })).toThrow(
      expect.objectContaining({
        code: 'STORE_CORRUPT',
        message: expect.stringContaining('is damaged') as string,
      }) as Error,
    )
    expect(readFileSync(path).equals(content)).toBe(true)
  })
})

describe('a file that lacks its end', () => {
  test.each([1, 100, 4_000, 16_383])('%i bytes: is refused, and left as it was', async (missing) => {
    const { url, path, store } = await newDatabase(50)
    await store.close()
    const content = readFileSync(path).subarray(0, -missing)
    writeFileSync(path, content)
    for (const readOnly of [false, true]) {
      expect(() => openDatabase(path, url, SNAPSHOTS, { readOnly })).toThrow(
        expect.objectContaining({
          code: 'STORE_CORRUPT',
          message: expect.stringContaining('lacks its end') as string,
        }) as Error,
      )
    }
    expect(readFileSync(path).equals(content)).toBe(true)
  })
})

describe('migrate', () => {
  test.each([
    'CREATE TRIGGER t AFTER UPDATE ON snapshots BEGIN DELETE FROM snapshots; END',
    'CREATE TABLE more (a)',
    'PRAGMA user_version = 0',
  ])('does not touch what has come into the file since it was looked at: %s', (sql) => {
    const { url, path, folder } = version1Database([sampleSnapshot('a')])
    const other = new Sqlite(path)
    other.exec(sql)
    other.close()
    const before = contentOf(folder)
    const database = new Sqlite(path)
    expect(() => {
      migrate(database, url, SNAPSHOTS)
    }).toThrow(url)
    database.close()
    expect(contentOf(folder)).toEqual(before)
  })
})

test('a time is read off its index where it holds little, and in order of ids where it holds much', async () => {
  const { path, store } = await newDatabase(5_000)
  const run: string[] = []
  const database = new Sqlite(path, { verbose: (sql) => run.push(String(sql)) })
  const readPage = pagesOf(database)
  const idsAfter = (from: number): number => {
    run.length = 0
    return [...readPage<[id: string]>('id', { from }, { after: '', maxBytes: 0 }, 9)].length
  }
  expect(idsAfter(4_990_000)).toBe(9)
  expect(run.at(-1)).toContain("name = 'createdAt'")
  expect(idsAfter(10_000)).toBe(9)
  expect(run.at(-1)).not.toContain('facets')
  database.close()
  await store.close()
})

test('a limit that is changed is the one that counts', async () => {
  const { url, path, store } = await newDatabase()
  const database = new Sqlite(path)
  const statements = prepareStatements(database, url)
  expect(statements.body('n/0')?.body).toContain('n/0')
  const body = database.prepare('SELECT length(body) FROM snapshots').pluck().get() as number
  const bound = (maxBytes: number): unknown =>
    [
      ...pagesOf(database)<[body: unknown]>(
        'CASE WHEN octet_length(body) <= @maxBytes THEN body END AS body',
        {},
        { after: '', maxBytes },
        9,
      ),
    ][0]?.[0]
  expect([bound(body), bound(body - 1)]).toEqual([expect.any(String), null])
  statements.close()
  await store.close()
})
