import { createRequire } from 'node:module'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../limits.js'
import { openStore } from '../open-store.js'
import { packed, textOf, type BodyRow } from './sqlite-body.js'
import { collect, sampleSnapshot } from '../testing/sample-snapshot.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3
const KIB = 1024

const prose = (characters: number): string =>
  Array.from({ length: Math.ceil(characters / 8) }, (_, index) => `word ${index} é `)
    .join('')
    .slice(0, characters)
/** As random as base64 is, and the same each time. */
const noise = (characters: number): string => {
  let state = 1
  return Array.from({ length: characters }, () => {
    state = (state * 48_271) % 2_147_483_647
    return 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'[state % 64]
  }).join('')
}
const withText = (id: string, value: string) =>
  sampleSnapshot(id, { inputs: [{ name: 'input', value, dataType: 'string' }] })
const row = (columns: Partial<BodyRow>): BodyRow => ({
  id: 'a',
  bytes: 9,
  body: 'null',
  packed: null,
  ...columns,
})

describe('packed', () => {
  test.each([
    ['short', prose(100)],
    ['of 64 KiB', prose(64 * KIB)],
    ['long, but like base64', noise(300 * KIB)],
  ])('keeps a text as it is when it is %s', (_what, text) => {
    expect(packed(text)).toEqual({ body: text, packed: null })
  })

  test.each([
    ['longer than 64 KiB', prose(64 * KIB + 1)],
    ['long, with line ends, quotes and NUL', `"\n\0${prose(200 * KIB)}`],
    ['half like base64', noise(100 * KIB) + prose(200 * KIB)],
  ])('packs one that is %s', (_what, text) => {
    const columns = packed(text)
    expect(columns.body).toBe('null')
    expect(columns.packed?.length).toBeLessThan(text.length * 0.67)
    expect(textOf(row(columns), 'sqlite:x')).toBe(text)
  })
})

describe('textOf refuses', () => {
  test('what unpacks to more than a snapshot may have, without unpacking it all', () => {
    const bomb = brotliCompressSync(Buffer.alloc(2 * LIMITS.snapshotBytes + 1, 0x20))
    expect(bomb.length).toBeLessThan(1_000)
    const before = process.memoryUsage.rss()
    expect(() => textOf(row({ packed: bomb }), 'sqlite:x')).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }) as Error,
    )
    expect(process.memoryUsage.rss() - before).toBeLessThan(2 * LIMITS.snapshotBytes)
  })

  test.each([
    ['noise', Buffer.from(noise(500))],
    ['half of it', brotliCompressSync(prose(5_000)).subarray(0, -9)],
    ['nothing', Buffer.alloc(0)],
    ['bytes that are no UTF-8', brotliCompressSync(Buffer.from([0x22, 0xff, 0xfe, 0x22]))],
  ])('%s', (_what, bytes) => {
    expect(() => textOf(row({ packed: bytes }), 'sqlite:x')).toThrow(
      expect.objectContaining({ code: 'STORE_CORRUPT' }) as Error,
    )
  })

  test('a row that was too long to be read', () => {
    const tooLong = row({ bytes: LIMITS.snapshotBytes + 1, body: null })
    expect(() => textOf(tooLong, 'sqlite:x')).toThrow(`has ${LIMITS.snapshotBytes + 1} bytes`)
  })
})

describe('a store with long texts', () => {
  async function stored() {
    const path = join(temporaryFolder(), 'decisions.db')
    const snapshots = [
      withText('a', 'short'),
      withText('b', prose(500 * KIB)),
      withText('c', noise(200 * KIB)),
      withText('d', `${prose(100 * KIB)}\ud800\u2028`),
    ]
    const url = `sqlite:${path}`
    const store = await openStore(url)
    await store.saveMany(snapshots)
    await store.close()
    return { url, path, snapshots }
  }

  test('gives each back as it was', async () => {
    const { url, snapshots } = await stored()
    for (const readOnly of [false, true]) {
      const store = await openStore(url, { readOnly })
      expect(await collect(store.query())).toStrictEqual(snapshots)
      for (const snapshot of snapshots) expect(await store.load(snapshot.id)).toStrictEqual(snapshot)
      expect(await store.verify()).toEqual({ checked: 4, problems: [] })
      await store.close()
    }
  })

  test('replaces a long one by a short one and back', async () => {
    const { url } = await stored()
    const store = await openStore(url)
    for (const value of ['short now', prose(300 * KIB), '']) {
      await store.save(withText('b', value), { replace: true })
      expect(await store.load('b')).toStrictEqual(withText('b', value))
    }
    await store.close()
  })

  test('can still be asked with the JSON functions of SQLite', async () => {
    const { path } = await stored()
    const database = new Sqlite(path)
    const rows = database.prepare(`SELECT id, body ->> '$.functionName' AS name FROM snapshots`).all()
    const kinds = database.prepare('SELECT id FROM snapshots WHERE packed IS NOT NULL').pluck().all()
    database.close()
    expect(rows).toEqual([
      { id: 'a', name: 'triage' },
      { id: 'b', name: null },
      { id: 'c', name: 'triage' },
      { id: 'd', name: null },
    ])
    expect(kinds).toEqual(['b', 'd'])
  })

  test('refuses a damaged one by itself', async () => {
    const { url, path } = await stored()
    const database = new Sqlite(path)
    database.prepare('UPDATE snapshots SET packed = ? WHERE id = ?').run(Buffer.from('noise'), 'b')
    const bomb = brotliCompressSync(Buffer.alloc(LIMITS.snapshotBytes + 1, 0x20))
    database.prepare('UPDATE snapshots SET packed = ? WHERE id = ?').run(bomb, 'd')
    database.exec(`UPDATE snapshots SET packed = zeroblob(${LIMITS.snapshotBytes + 1}) WHERE id = 'a'`)
    database.close()
    const store = await openStore(url)
    await expect(store.load('a')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    await expect(store.load('b')).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    await expect(store.load('d')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    expect((await store.load('c')).id).toBe('c')
    expect((await store.verify()).problems.map(({ id, code }) => [id, code])).toEqual([
      ['a', 'LIMIT_EXCEEDED'],
      ['b', 'STORE_CORRUPT'],
      ['d', 'LIMIT_EXCEEDED'],
    ])
    await store.close()
  })
})
