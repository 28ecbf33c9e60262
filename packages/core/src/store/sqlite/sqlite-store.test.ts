import { createRequire } from 'node:module'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../../limits.js'
import { fingerprint } from '../../snapshot/fingerprint.js'
import { describeStore } from '../testing/conformance/describe-store.js'
import { createStore } from '../create-store.js'
import { listIdsSync } from '../list-ids.js'
import { openStore } from '../open-store.js'
import { collect, idsOf, sampleSnapshot } from '../testing/sample-snapshot.js'
import { sqliteBackend } from './sqlite-store.js'
import { contentOf, newFolder, temporaryFolder } from '../testing/temporary-folder.js'
import { startWriter } from '../testing/writer-process.js'

const require = createRequire(import.meta.url)
const Sqlite = require('better-sqlite3') as typeof BetterSqlite3

describeStore('sqlite:', async () => {
  const folder = newFolder()
  return {
    store: await openStore(`sqlite:${join(folder, 'deep/decisions.db')}`),
    cleanUp: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
})

/** A closed database with the given snapshots. */
async function databaseWith(...ids: string[]): Promise<{ url: string; path: string; folder: string }> {
  const folder = temporaryFolder()
  const path = join(folder, 'decisions.db')
  const url = `sqlite:${path}`
  const store = await openStore(url)
  await store.saveMany(ids.map((id) => sampleSnapshot(id)))
  await store.close()
  return { url, path, folder }
}

/** Changes a database behind the back of the store. */
function tamper(path: string, sql: string): void {
  const database = new Sqlite(path)
  database.exec(sql)
  database.close()
}

describe('the file', () => {
  test('is a WAL database of ours, for its owner only, with nothing beside it after close', async () => {
    const { path, folder } = await databaseWith('a')
    expect(readdirSync(folder)).toEqual(['decisions.db'])
    expect(readFileSync(path).toString('latin1', 68, 72)).toBe('RTRI')
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
    const database = new Sqlite(path, { readonly: true })
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(database.pragma('user_version', { simple: true })).toBe(3)
    database.close()
  })

  test('can be read with any SQLite tool', async () => {
    const { path } = await databaseWith()
    const store = await openStore(`sqlite:${path}`)
    await store.save(
      sampleSnapshot('a', { moduleName: 'm', modelParameters: { modelName: 'gpt', parameters: {} } }),
    )
    await store.close()
    const database = new Sqlite(path)
    const row = database
      .prepare(`SELECT *, body ->> '$.outputs[0].value.label' AS label FROM snapshots`)
      .get()
    database.close()
    expect(row).toMatchObject({
      seq: 1,
      id: 'a',
      function_name: 'triage',
      module_name: 'm',
      model_name: 'gpt',
      created_at: Date.parse('2026-01-15T12:00:00.000Z'),
      label: 'refund',
    })
  })

  test('is made by the first save, not by reading', async () => {
    const folder = temporaryFolder()
    const store = await openStore(`sqlite:${join(folder, 'none.db')}`)
    expect(await store.has('a')).toBe(false)
    expect(await store.delete('a')).toBe(false)
    expect(await idsOf(store.query())).toEqual([])
    expect(await store.verify()).toEqual({ checked: 0, problems: [] })
    expect(await store.health()).toEqual({ ok: true, writable: true })
    expect(readdirSync(folder)).toEqual([])
    await store.save(sampleSnapshot('a'))
    expect(readdirSync(folder)).toContain('none.db')
    await store.close()
  })

  test('made by somebody else is seen by a store that was opened before', async () => {
    const { url, path } = await databaseWith('a')
    const copy = join(temporaryFolder(), 'late.db')
    const store = await openStore(`sqlite:${copy}`)
    expect(await store.has('a')).toBe(false)
    copyFileSync(path, copy)
    expect(await store.has('a')).toBe(true)
    await store.close()
    expect(url).toContain(path)
  })

  test('that is gone makes the store unhealthy', async () => {
    const { url, path } = await databaseWith('a')
    const store = await openStore(url)
    rmSync(path)
    expect(await store.health()).toMatchObject({
      ok: false,
      writable: false,
      message: expect.stringContaining('gone') as string,
    })
    await store.close()
  })

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'that may not be written says so',
    async () => {
      const { url, path } = await databaseWith('a')
      chmodSync(path, 0o400)
      const store = await openStore(url)
      await expect(store.save(sampleSnapshot('b'))).rejects.toMatchObject({ code: 'STORE_READ_ONLY' })
      await store.close()
    },
  )
})

describe('a file that is not a sound store', () => {
  const header = (offset: number, value: number) => (path: string) => {
    const bytes = readFileSync(path)
    bytes.writeUInt32BE(value, offset)
    writeFileSync(path, bytes)
  }
  const many = Array.from({ length: 200 }, (_, index) => `n/${index}`)
  const hostile: [string, string, (path: string) => void][] = [
    [
      '0 bytes',
      'STORE_EMPTY_FILE',
      (path) => {
        truncateSync(path)
      },
    ],
    [
      'half a file',
      'STORE_CORRUPT',
      (path) => {
        truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096)
      },
    ],
    [
      'half a header',
      'STORE_CORRUPT',
      (path) => {
        truncateSync(path, 50)
      },
    ],
    [
      'text',
      'STORE_CORRUPT',
      (path) => {
        writeFileSync(path, 'not a database\n'.repeat(100))
      },
    ],
    [
      'noise',
      'STORE_CORRUPT',
      (path) => {
        writeFileSync(path, Buffer.alloc(8192, 0xa5))
      },
    ],
    [
      'noise behind its header',
      'STORE_CORRUPT',
      (path) => {
        writeFileSync(path, spoiledFrom(readFileSync(path), 100))
      },
    ],
    [
      'noise at its end',
      'STORE_CORRUPT',
      (path) => {
        writeFileSync(path, spoiledFrom(readFileSync(path), statSync(path).size - 4096))
      },
    ],
    ['another application_id', 'STORE_FOREIGN', header(68, 0x12345678)],
    ['no application_id', 'STORE_FOREIGN', header(68, 0)],
    ['a newer version', 'STORE_TOO_NEW', header(60, 4)],
    ['no version', 'STORE_CORRUPT', header(60, 0)],
    [
      'a trigger',
      'STORE_UNSAFE_SCHEMA',
      (path) => {
        tamper(path, 'CREATE TRIGGER t AFTER INSERT ON snapshots BEGIN DELETE FROM snapshots; END')
      },
    ],
    [
      'a view',
      'STORE_UNSAFE_SCHEMA',
      (path) => {
        tamper(path, 'CREATE VIEW v AS SELECT * FROM snapshots')
      },
    ],
    [
      'a view named like the table',
      'STORE_UNSAFE_SCHEMA',
      (path) => {
        tamper(
          path,
          `ALTER TABLE snapshots RENAME TO kept; CREATE VIEW snapshots AS SELECT seq, id, function_name, module_name,
          model_name, created_at, printf('%.*c', 400000000, 'x') AS body FROM kept`,
        )
      },
    ],
    [
      'a generated column',
      'STORE_UNSAFE_SCHEMA',
      (path) => {
        tamper(path, 'ALTER TABLE snapshots ADD COLUMN g TEXT AS (hex(body)) VIRTUAL')
      },
    ],
    [
      'another table',
      'STORE_UNSAFE_SCHEMA',
      (path) => {
        tamper(path, 'CREATE TABLE more (a)')
      },
    ],
    [
      'another index',
      'STORE_UNSAFE_SCHEMA',
      (path) => {
        tamper(path, 'CREATE INDEX more ON snapshots (created_at)')
      },
    ],
    [
      'an index missing',
      'STORE_UNSAFE_SCHEMA',
      (path) => {
        tamper(path, 'DROP INDEX snapshots_by_fingerprint')
      },
    ],
  ]

  function spoiledFrom(bytes: Buffer, start: number): Buffer {
    return bytes.fill(0xa5, start)
  }

  describe.each(hostile)('with %s', (_what, code, spoil) => {
    test.each([{}, { readOnly: true }])(
      `is refused as ${code} and left as it is, opened with %j`,
      async (options) => {
        const { url, path, folder } = await databaseWith(...many)
        spoil(path)
        const before = contentOf(folder)
        await expect(openStore(url, options)).rejects.toMatchObject({
          code,
          message: expect.stringContaining(url) as string,
        })
        expect(() => listIdsSync(url)).toThrow(expect.objectContaining({ code }) as Error)
        expect(contentOf(folder)).toEqual(before)
      },
    )
  })

  test('is not even changed by emptying the log of its last writer', async () => {
    const { url, path, folder } = await databaseWith('a')
    const writer = new Sqlite(path)
    writer.exec('CREATE TABLE more (a)')
    // What a killed process leaves: a file and a log that is ahead of it.
    const left = temporaryFolder()
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(left, name))
    writer.close()
    const leftUrl = `sqlite:${join(left, 'decisions.db')}`
    const { 'decisions.db-shm': _shm, ...before } = contentOf(left)
    for (const options of [{}, { readOnly: true }]) {
      await expect(openStore(leftUrl, options)).rejects.toMatchObject({ code: 'STORE_UNSAFE_SCHEMA' })
    }
    expect(contentOf(left)).toMatchObject(before)
    expect(before).toHaveProperty(['decisions.db-wal'])
    expect(url).not.toBe(leftUrl)
  })

  test('is refused when it is a folder', async () => {
    await expect(openStore(`sqlite:${temporaryFolder()}`)).rejects.toMatchObject({ code: 'STORE_FOREIGN' })
  })

  test('is refused when it became one before it was first used', async () => {
    const path = join(temporaryFolder(), 'late.db')
    const store = await openStore(`sqlite:${path}`)
    writeFileSync(path, '')
    await expect(store.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'STORE_EMPTY_FILE' })
    expect(statSync(path).size).toBe(0)
  })
})

describe('a damaged row', () => {
  test('is refused by itself; the others can be read', async () => {
    const { url, path } = await databaseWith('a', 'b', 'c')
    tamper(path, `UPDATE snapshots SET body = '{}' WHERE id = 'b'`)
    const store = await openStore(url)
    await expect(store.load('b')).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    await expect(collect(store.query())).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    expect(await store.load('c')).toStrictEqual(sampleSnapshot('c'))
    expect(await store.verify()).toMatchObject({
      checked: 3,
      problems: [{ id: 'b', code: 'STORE_CORRUPT' }],
    })
    await store.close()
  })

  test('with the body of another id is refused', async () => {
    const { url, path } = await databaseWith('a')
    tamper(path, `UPDATE snapshots SET id = 'b'`)
    const store = await openStore(url)
    await expect(store.load('b')).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    expect((await store.verify()).problems).toMatchObject([{ id: 'b', code: 'ID_MISMATCH' }])
    await store.close()
  })

  test('with columns that do not fit its body is not given for the wrong query', async () => {
    const { url, path } = await databaseWith('a')
    tamper(path, `UPDATE snapshots SET function_name = 'other'`)
    const store = await openStore(url)
    expect(await idsOf(store.query({ functionName: 'other' }))).toEqual([])
    await store.close()
  })

  test('of 400 MB never reaches memory', { timeout: 120_000 }, async () => {
    const { url, path } = await databaseWith('a', 'b')
    tamper(path, `UPDATE snapshots SET body = printf('%.*c', 400000000, 'x') WHERE id = 'b'`)
    const store = await openStore(url)
    const before = process.memoryUsage.rss()
    const refused = { code: 'LIMIT_EXCEEDED', message: expect.stringContaining('400000000') as string }
    await expect(store.load('b')).rejects.toMatchObject(refused)
    await expect(collect(store.query())).rejects.toMatchObject(refused)
    expect((await store.verify()).problems).toMatchObject([{ id: 'b', code: 'LIMIT_EXCEEDED' }])
    expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024)
    await store.close()
  })

  test('of just the size a snapshot may have is read', async () => {
    const { url, path } = await databaseWith('a')
    const body = JSON.stringify(sampleSnapshot('a'))
    const fill = (bytes: number): void => {
      const database = new Sqlite(path)
      database.prepare('UPDATE snapshots SET body = ?').run(body + ' '.repeat(bytes - body.length))
      database.close()
    }
    fill(LIMITS.snapshotBytes)
    const store = await openStore(url)
    expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
    await store.close()
    fill(LIMITS.snapshotBytes + 1)
    const again = await openStore(url)
    await expect(again.load('a')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    await again.close()
  })
})

describe('queries', () => {
  test('read long texts a few at a time', async () => {
    const { url } = await databaseWith()
    const store = await openStore(url)
    const value = 'x'.repeat(5 * 1024 * 1024)
    for (let index = 0; index < 6; index++) {
      await store.save(
        sampleSnapshot(`n${index}`, { inputs: [{ name: 'input', value, dataType: 'string' }] }),
      )
    }
    expect(await idsOf(store.query())).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5'])
    await store.close()
  })
})

describe('readOnly', () => {
  test('writes nothing, not even beside the file', async () => {
    const { url, folder } = await databaseWith('a')
    const before = contentOf(folder)
    const store = await openStore(url, { readOnly: true })
    expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
    expect(await idsOf(store.query())).toEqual(['a'])
    const refused = { code: 'STORE_READ_ONLY' }
    await expect(store.save(sampleSnapshot('b'))).rejects.toMatchObject(refused)
    await expect(store.delete('a')).rejects.toMatchObject(refused)
    await expect(store.transaction((tx) => tx.delete('a'))).rejects.toMatchObject(refused)
    expect(await store.health()).toEqual({ ok: true, writable: false })
    expect(contentOf(folder)).toEqual(before)
    await store.close()
    expect(contentOf(folder)).toEqual(before)
    expect(listIdsSync(url)).toEqual(['a'])
    expect(contentOf(folder)).toEqual(before)
  })

  test('reads what a writer that is still open has saved', async () => {
    const { url, path } = await databaseWith('a')
    const writer = await openStore(url)
    await writer.save(sampleSnapshot('b'))
    expect(existsSync(`${path}-wal`)).toBe(true)
    const store = await openStore(url, { readOnly: true })
    expect(await idsOf(store.query())).toEqual(['a', 'b'])
    await writer.save(sampleSnapshot('c'))
    expect(await store.has('c')).toBe(true)
    await store.close()
    await writer.close()
  })

  test('reads the log a killed writer has left, and leaves it', async () => {
    const { url, folder } = await databaseWith('a')
    const writer = await openStore(url)
    await writer.save(sampleSnapshot('b'))
    const left = temporaryFolder()
    for (const name of ['decisions.db', 'decisions.db-wal'])
      copyFileSync(join(folder, name), join(left, name))
    await writer.close()
    const before = contentOf(left)
    const leftUrl = `sqlite:${join(left, 'decisions.db')}`
    expect(listIdsSync(leftUrl)).toEqual(['a', 'b'])
    const store = await openStore(leftUrl, { readOnly: true })
    expect(await store.load('b')).toStrictEqual(sampleSnapshot('b'))
    await store.close()
    expect(contentOf(left)).toMatchObject(before)
    const again = await openStore(leftUrl)
    expect(await idsOf(again.query())).toEqual(['a', 'b'])
    await again.close()
    expect(readdirSync(left)).toEqual(['decisions.db'])
  })

  test('does not make a missing file', async () => {
    const folder = temporaryFolder()
    const store = await openStore(`sqlite:${join(folder, 'none.db')}`, { readOnly: true })
    expect(await idsOf(store.query())).toEqual([])
    await expect(store.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'STORE_READ_ONLY' })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('several connections', () => {
  test('wait for a lock, and say so when it lasts', async () => {
    const { url, path } = await databaseWith('a')
    const store = createStore(url, sqliteBackend(url, path, { readOnly: false, busyTimeoutMs: 100 }))
    const other = new Sqlite(path)
    other.exec('BEGIN IMMEDIATE')
    const started = performance.now()
    await expect(store.save(sampleSnapshot('b'))).rejects.toMatchObject({
      code: 'STORE_BUSY',
      message: expect.stringContaining('Try again') as string,
    })
    expect(performance.now() - started).toBeGreaterThan(90)
    expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
    other.exec('COMMIT')
    await store.save(sampleSnapshot('b'))
    other.close()
    await store.close()
  })

  test('of one file see each other', async () => {
    const { url } = await databaseWith()
    const [one, other] = [await openStore(url), await openStore(url)]
    await one.save(sampleSnapshot('a'))
    await expect(other.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    await other.delete('a')
    expect(await one.has('a')).toBe(false)
    await Promise.all([one.close(), other.close()])
  })

  test('do not write a file that a newer version has changed meanwhile', async () => {
    const { url, path } = await databaseWith('a')
    const store = await openStore(url)
    await store.save(sampleSnapshot('b'))
    tamper(path, 'PRAGMA user_version = 4')
    await expect(store.save(sampleSnapshot('c'))).rejects.toMatchObject({ code: 'STORE_TOO_NEW' })
    await expect(store.delete('a')).rejects.toMatchObject({ code: 'STORE_TOO_NEW' })
    const question = fingerprint(sampleSnapshot('b'))
    expect(await idsOf(store.query({ fingerprint: question }))).toEqual(['b'])
    const other = new Sqlite(path, { readonly: true })
    expect(other.prepare(`SELECT id FROM snapshots WHERE fingerprint <> ''`).all()).toEqual([])
    other.close()
    tamper(path, 'PRAGMA user_version = 3')
    expect(await idsOf(store.query())).toEqual(['a', 'b'])
    await store.close()
  })

  test('in two processes making and writing one file lose nothing', { timeout: 60_000 }, async () => {
    const path = join(temporaryFolder(), 'deep/shared.db')
    const own = (owner: string): string[] => Array.from({ length: 150 }, (_, index) => `${owner}/${index}`)
    const same = Array.from({ length: 50 }, (_, index) => `same/${index}`)
    const reports = await Promise.all(
      ['one', 'two', 'three'].map(
        (owner) => startWriter({ url: `sqlite:${path}`, owner, ids: [...own(owner), ...same] }).finished,
      ),
    )
    const store = await openStore(`sqlite:${path}`)
    for (const { owner, saved } of reports) {
      expect(saved).toEqual(expect.arrayContaining(own(owner)))
      for (const id of saved) expect((await store.load(id)).tags.owner).toBe(owner)
    }
    expect(await store.verify()).toEqual({ checked: 3 * 150 + 50, problems: [] })
    expect(new Set(reports.flatMap(({ failures }) => failures))).toEqual(new Set(['DUPLICATE_ID']))
    await store.close()
    expect(readdirSync(join(path, '..'))).toEqual(['shared.db'])
  })
})

describe('without its native part', () => {
  const file = require.resolve('better-sqlite3')
  const loaded = require.cache[file] ?? { exports: undefined }
  const real: unknown = loaded.exports

  afterEach(() => {
    loaded.exports = real
  })

  test.each([
    new Error('Could not locate the bindings file. Tried:\n → build/better_sqlite3.node'),
    Object.assign(new Error('NODE_MODULE_VERSION 99'), { code: 'ERR_DLOPEN_FAILED' }),
  ])('says what to run (%s)', async (cause) => {
    const { url } = await databaseWith('a')
    loaded.exports = function Missing() {
      throw cause
    }
    await expect(openStore(url)).rejects.toMatchObject({
      code: 'NATIVE_BINDING',
      message: expect.stringContaining('npm rebuild better-sqlite3') as string,
      cause,
    })
    const missing = await openStore(`sqlite:${join(temporaryFolder(), 'new.db')}`)
    await expect(missing.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'NATIVE_BINDING' })
    expect(await (await openStore('memory:')).has('a')).toBe(false)
  })
})

test('listIdsSync lists at once, all or those of one decision', async () => {
  const { url } = await databaseWith('b', 'a/x')
  const store = await openStore(url)
  await store.save(sampleSnapshot('c', { functionName: 'route' }))
  expect(listIdsSync(url)).toEqual(['a/x', 'b', 'c'])
  await store.close()
  expect(listIdsSync(url, { functionName: 'triage' })).toEqual(['a/x', 'b'])
  expect(listIdsSync(`${url}.none`)).toEqual([])
})

test('the path may be one that SQLite would read otherwise', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'a?b#c%20'))
  const path = join(folder, 'a?b#c%20/file:x.db')
  const store = await openStore(`sqlite:${path}`)
  await store.save(sampleSnapshot('a'))
  await store.close()
  expect(readdirSync(join(path, '..'))).toEqual(['file:x.db'])
  appendFileSync(join(folder, 'note'), '')
})
