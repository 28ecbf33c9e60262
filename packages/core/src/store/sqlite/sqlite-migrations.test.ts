import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type BetterSqlite3 from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { LIMITS } from '../../limits.js'
import { fingerprint } from '../../snapshot/fingerprint.js'
import { createStore } from '../create-store.js'
import { listIdsSync } from '../list-ids.js'
import { openStore } from '../open-store.js'
import { sqliteBackend } from './sqlite-store.js'
import { collect, idsOf, sampleSnapshot } from '../testing/sample-snapshot.js'
import { storeBundle } from '../testing/store-bundle.js'
import { contentOf, temporaryFolder } from '../testing/temporary-folder.js'
import { version1Database } from '../testing/version-1.js'
import { version2Database } from '../testing/version-2.js'
import { startWriter } from '../testing/writer-process.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3

const long = 'a word and another '.repeat(5_000)
const some = [
  sampleSnapshot('a', { tags: { team: 'refunds', tier: 'gold' }, createdAt: '2026-01-01T00:00:00.000Z' }),
  sampleSnapshot('b', { tags: { team: 'ops' }, functionName: 'route', moduleName: 'm' }),
  sampleSnapshot('c', { modelParameters: { modelName: 'gpt', parameters: {} }, tags: { team: 'refunds' } }),
  sampleSnapshot('d', { inputs: [{ name: 'input', value: long, dataType: 'string' }] }),
]

/** What lies in a file, read without the store. */
function inside(path: string): { version: unknown; schema: Record<string, unknown>; packed: unknown[] } {
  const database = new Sqlite(path, { readonly: true })
  const version = database.pragma('user_version', { simple: true })
  const rows = database.prepare('SELECT name, sql FROM sqlite_schema').all() as {
    name: string
    sql: unknown
  }[]
  const packed =
    version === 1 ? [] : database.prepare('SELECT id FROM snapshots WHERE packed IS NOT NULL').pluck().all()
  database.close()
  return { version, schema: Object.fromEntries(rows.map(({ name, sql }) => [name, sql])), packed }
}

function tamper(path: string, work: string | ((database: BetterSqlite3.Database) => void)): void {
  const database = new Sqlite(path)
  if (typeof work === 'string') database.exec(work)
  else work(database)
  database.close()
}

describe('a file of version 1', () => {
  test.each([false, true])(
    'holds what it held, and finds it by all there is to ask (readOnly: %s)',
    async (readOnly) => {
      const { url } = version1Database(some)
      const store = await openStore(url, { readOnly })
      expect(await collect(store.query())).toStrictEqual(some)
      for (const snapshot of some) {
        expect(await store.load(snapshot.id)).toStrictEqual(snapshot)
        expect(await idsOf(store.query({ fingerprint: fingerprint(snapshot) }))).toEqual([snapshot.id])
      }
      expect(await idsOf(store.query({ tags: { team: 'refunds' } }))).toEqual(['a', 'c'])
      expect(await idsOf(store.query({ tags: { team: 'refunds', tier: 'gold' } }))).toEqual(['a'])
      expect(await idsOf(store.query({ endTime: '2026-01-02' }))).toEqual(['a'])
      expect(await idsOf(store.query({ moduleName: 'm' }))).toEqual(['b'])
      expect(await store.verify()).toEqual({ checked: 4, problems: [] })
      await store.close()
    },
  )

  test('becomes what a new file is, letter for letter', async () => {
    const { url, path, folder } = version1Database(some)
    const store = await openStore(url)
    await store.close()
    expect(readdirSync(folder)).toEqual(['decisions.db'])
    const fresh = join(temporaryFolder(), 'fresh.db')
    const other = await openStore(`sqlite:${fresh}`)
    await other.saveMany(some)
    await other.close()
    expect(inside(path)).toEqual(inside(fresh))
    expect(inside(path)).toMatchObject({ version: 3, packed: ['d'] })
  })

  test('is written as a new one is', async () => {
    const { url } = version1Database(some)
    const store = await openStore(url)
    await store.save(sampleSnapshot('a', { tags: { team: 'ops' } }), { replace: true })
    await store.delete('b')
    await expect(store.save(sampleSnapshot('c'))).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    expect(await idsOf(store.query({ tags: { team: 'ops' } }))).toEqual(['a'])
    expect(await idsOf(store.query({ tags: { team: 'refunds' } }))).toEqual(['c'])
    await store.close()
  })

  test('keeps a row that cannot be read as it is', { timeout: 60_000 }, async () => {
    const { url, path } = version1Database(some)
    tamper(path, (database) => {
      database.exec(`UPDATE snapshots SET body = '{}' WHERE id = 'a'`)
      database.exec(`UPDATE snapshots SET body = 'no json' WHERE id = 'b'`)
      database.exec(`UPDATE snapshots SET body = printf('%.*c', 400000000, 'x') WHERE id = 'c'`)
      database.exec(`UPDATE snapshots SET seq = -5 WHERE id = 'd'`)
    })
    const before = process.memoryUsage.rss()
    const store = await openStore(url)
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024)
    expect(await store.load('d')).toStrictEqual(some[3])
    const question = fingerprint(some[3] ?? sampleSnapshot(''))
    expect(await idsOf(store.query({ fingerprint: question }))).toEqual(['d'])
    expect((await store.verify()).problems.map(({ id, code }) => [id, code])).toEqual([
      ['a', 'STORE_CORRUPT'],
      ['b', 'STORE_CORRUPT'],
      ['c', 'LIMIT_EXCEEDED'],
    ])
    expect(listIdsSync(url, { functionName: 'route' })).toEqual(['b'])
    await store.save(sampleSnapshot('a'), { replace: true })
    expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
    await store.close()
    expect(LIMITS.snapshotBytes).toBeLessThan(400_000_000)
  })

  test('with what no version would have written is brought up to date all the same', async () => {
    const { url, path } = version1Database(some)
    const deep = `${'['.repeat(2_000)}${']'.repeat(2_000)}`
    const odd = JSON.stringify(sampleSnapshot('b', { tags: { n: 1, team: 'x' } as never }))
    tamper(path, (database) => {
      const update = database.prepare('UPDATE snapshots SET body = ? WHERE id = ?')
      update.run(JSON.stringify(some[0]).replace('{"text":"ticket of a"}', deep), 'a')
      update.run(odd, 'b')
    })
    const store = await openStore(url)
    expect(await idsOf(store.query({ tags: { team: 'x' } }))).toEqual([])
    expect(await store.load('c')).toStrictEqual(some[2])
    expect((await store.verify()).problems).toMatchObject([
      { id: 'a', code: 'LIMIT_EXCEEDED' },
      { id: 'b', code: 'STORE_CORRUPT' },
    ])
    await store.close()
  })

  test('that is empty is brought up to date too', async () => {
    const { url, path } = version1Database([])
    const store = await openStore(url)
    expect(await idsOf(store.query())).toEqual([])
    await store.close()
    expect(inside(path).version).toBe(3)
  })

  test.each<[string, string]>([
    ['a trigger', 'CREATE TRIGGER t AFTER UPDATE ON snapshots BEGIN DELETE FROM snapshots; END'],
    ['a view', 'CREATE VIEW v AS SELECT * FROM snapshots'],
    ['a table of the next version', 'CREATE TABLE snapshot_tags (a)'],
    ['an index of the next version', 'CREATE INDEX snapshots_by_time ON snapshots (created_at, id)'],
    ['a column of the next version', `ALTER TABLE snapshots ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''`],
    ['an index missing', 'DROP INDEX snapshots_by_model'],
    ['a version that is not its own', 'PRAGMA user_version = 2'],
  ])('with %s is refused and left as it is', async (_what, sql) => {
    const { url, path, folder } = version1Database(some)
    tamper(path, sql)
    const before = contentOf(folder)
    for (const readOnly of [false, true]) {
      await expect(openStore(url, { readOnly })).rejects.toMatchObject({ code: 'STORE_UNSAFE_SCHEMA' })
    }
    expect(contentOf(folder)).toEqual(before)
  })
})

describe('a file of version 2', () => {
  test.each([false, true])(
    'holds what it held, and finds it by all there is to ask (readOnly: %s)',
    async (readOnly) => {
      const odd = sampleSnapshot('odd', { tags: { 'a "b"\n': 'é\u0000\\', '': '' } })
      const { url } = version2Database([...some, odd])
      const store = await openStore(url, { readOnly })
      expect(await collect(store.query())).toStrictEqual([...some, odd])
      for (const snapshot of [...some, odd])
        expect(await idsOf(store.query({ fingerprint: fingerprint(snapshot) }))).toEqual([snapshot.id])
      expect(await idsOf(store.query({ tags: { team: 'refunds' } }))).toEqual(['a', 'c'])
      expect(await idsOf(store.query({ tags: { team: 'refunds', tier: 'gold' } }))).toEqual(['a'])
      expect(await idsOf(store.query({ tags: odd.tags }))).toEqual(['odd'])
      expect(await idsOf(store.query({ endTime: '2026-01-02' }))).toEqual(['a'])
      expect(await idsOf(store.query({ functionName: 'route', moduleName: 'm' }))).toEqual(['b'])
      expect(await idsOf(store.query({ modelName: 'gpt' }))).toEqual(['c'])
      expect(await store.verify()).toEqual({ checked: 5, problems: [] })
      await store.close()
    },
  )

  test('becomes what a new file is, letter for letter, and is written like it', async () => {
    const { url, path } = version2Database(some)
    const store = await openStore(url)
    await store.save(sampleSnapshot('a', { tags: { team: 'ops' } }), { replace: true })
    await store.delete('b')
    expect(await idsOf(store.query({ tags: { team: 'ops' } }))).toEqual(['a'])
    expect(await idsOf(store.query({ functionName: 'route' }))).toEqual([])
    await store.close()
    const fresh = join(temporaryFolder(), 'fresh.db')
    await (await openStore(`sqlite:${fresh}`)).save(sampleSnapshot('a'))
    expect(inside(path)).toMatchObject({ version: 3, schema: inside(fresh).schema })
  })
})

describe('a file of version 1, read-only', () => {
  test('is not written, and nothing appears beside it', async () => {
    const { url, path, folder } = version1Database(some)
    const before = contentOf(folder)
    const store = await openStore(url, { readOnly: true })
    expect(await idsOf(store.query({ tags: { team: 'ops' } }))).toEqual(['b'])
    await expect(store.save(sampleSnapshot('x'))).rejects.toMatchObject({ code: 'STORE_READ_ONLY' })
    expect(listIdsSync(url)).toEqual(['a', 'b', 'c', 'd'])
    expect(contentOf(folder)).toEqual(before)
    await store.close()
    expect(contentOf(folder)).toEqual(before)
    expect(inside(path).version).toBe(1)
  })

  test('gives also what a writer has only put into its log', async () => {
    const { path, folder } = version1Database(some.slice(0, 3))
    const writer = new Sqlite(path)
    writer
      .prepare(`INSERT INTO snapshots (id, function_name, body) VALUES ('d', 'triage', ?)`)
      .run(JSON.stringify(some[3]))
    // Once while the writer is there, once as a killed one leaves it.
    const left = temporaryFolder()
    for (const name of ['decisions.db', 'decisions.db-wal'])
      copyFileSync(join(folder, name), join(left, name))
    for (const place of [folder, left]) {
      const before = contentOf(place)
      const store = await openStore(`sqlite:${join(place, 'decisions.db')}`, { readOnly: true })
      expect(await collect(store.query())).toStrictEqual(some)
      expect(await idsOf(store.query({ fingerprint: fingerprint(some[3] ?? sampleSnapshot('')) }))).toEqual([
        'd',
      ])
      await store.close()
      const { 'decisions.db': file, 'decisions.db-wal': log } = before
      expect(contentOf(place)).toMatchObject({ 'decisions.db': file, 'decisions.db-wal': log })
    }
    writer.close()
  })

  test('that is too large for memory says what to do', async () => {
    const { url, path } = version1Database(some)
    const opening = (): unknown => sqliteBackend(url, path, { readOnly: true, maxBytesInMemory: 8_192 })
    expect(opening).toThrow(
      expect.objectContaining({
        code: 'STORE_READ_ONLY',
        message: expect.stringContaining('Open it once without { readOnly: true }') as string,
      }) as Error,
    )
    expect(inside(path).version).toBe(1)
    await (await openStore(url)).close()
    const store = createStore(url, sqliteBackend(url, path, { readOnly: true, maxBytesInMemory: 8_192 }))
    expect(await collect(store.query())).toStrictEqual(some)
    await store.close()
  })
})

describe('several processes', () => {
  test('opening a file of version 1 at once all work', { timeout: 60_000 }, async () => {
    const old = Array.from({ length: 3_000 }, (_, index) =>
      sampleSnapshot(`old/${index}`, { tags: { age: 'old' } }),
    )
    const { url, path } = version1Database(old)
    const reports = await Promise.all(
      ['one', 'two', 'three', 'four'].map((owner) => {
        const ids = Array.from({ length: 30 }, (_, index) => `${owner}/${index}`)
        return startWriter({ url, owner, ids }).finished
      }),
    )
    expect(reports.map(({ saved, failures }) => [saved.length, failures])).toEqual(
      reports.map(() => [30, []]),
    )
    const store = await openStore(url)
    expect(await store.verify()).toEqual({ checked: 3_120, problems: [] })
    expect(await idsOf(store.query({ tags: { age: 'old' } }))).toHaveLength(3_000)
    expect(await idsOf(store.query({ tags: { owner: 'three' } }))).toHaveLength(30)
    await store.close()
    expect(inside(path).version).toBe(3)
  })

  test('a file whose migration is killed is of one version, whole', { timeout: 120_000 }, async () => {
    const value = 'x'.repeat(60_000)
    const snapshots = Array.from({ length: 200 }, (_, index) =>
      sampleSnapshot(`n/${index}`, {
        inputs: [{ name: 'input', value: value + String(index), dataType: 'string' }],
      }),
    )
    const { path: pristine } = version1Database(snapshots)
    const { schema: schema1 } = inside(pristine)
    const { schema: schema2 } = inside(version2Database([]).path)
    const fresh = join(temporaryFolder(), 'fresh.db')
    await (await openStore(`sqlite:${fresh}`)).save(sampleSnapshot('a'))
    const { schema: schema3 } = inside(fresh)
    const bytes = statSync(pristine).size

    const versions: unknown[] = []
    for (let round = 0; round < 10; round++) {
      const path = join(temporaryFolder(), 'killed.db')
      copyFileSync(pristine, path)
      // The log grows to about the size of the file, and is committed at its end.
      await killWhile(path, (logBytes) => logBytes > (bytes * round) / 8)
      const { version, schema } = inside(path)
      versions.push(version)
      expect(schema).toEqual([schema1, schema2, schema3][Number(version) - 1])
      const store = await openStore(`sqlite:${path}`)
      expect(await store.verify()).toEqual({ checked: 200, problems: [] })
      expect(await store.load(`n/${round * 20}`)).toStrictEqual(snapshots[round * 20])
      expect(
        await idsOf(store.query({ fingerprint: fingerprint(snapshots[7] ?? sampleSnapshot('')) })),
      ).toEqual(['n/7'])
      await store.close()
      expect(inside(path).schema).toEqual(schema3)
    }
    expect(versions).toContain(1)
  })
})

/** Opens a store in another process and kills that when its log is as long as wished, or lets it end. */
async function killWhile(path: string, reached: (logBytes: number) => boolean): Promise<void> {
  const script = join(temporaryFolder(), 'open.mjs')
  writeFileSync(
    script,
    `import { openStore } from ${JSON.stringify(await storeBundle())}
     await (await openStore(${JSON.stringify(`sqlite:${path}`)})).close()`,
  )
  const child = spawn(process.execPath, [script], { stdio: 'inherit' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const state = { running: true }
  const end = new Promise<void>((resolve) => {
    child.once('exit', () => {
      state.running = false
      resolve()
    })
  })
  while (state.running) {
    if (reached(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? -1)) child.kill('SIGKILL')
    await setImmediate()
  }
  await end
}

test('the golden file of version 1 is what version 1 wrote', () => {
  const { path } = version1Database([])
  expect(readFileSync(path).toString('latin1', 68, 72)).toBe('RTRI')
})
