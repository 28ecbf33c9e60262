import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { idsOf, sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { contentOf, temporaryFolder } from '../store/testing/temporary-folder.js'
import { exportSnapshots } from './export-snapshots.js'
import { importSnapshots } from './import-snapshots.js'

async function storeOf(...ids: string[]): Promise<SnapshotStore> {
  const store = await openStore('memory:')
  await store.saveMany(ids.map((id) => sampleSnapshot(id)))
  return store
}

const OUTPUTS = [
  ['jsonl', 'x.jsonl'],
  ['briefcase', 'x.db'],
  ['briefcase', 'x'],
] as const

describe.each(OUTPUTS)('to %s (%s)', (to, name) => {
  test('what the query means, in a folder that is made', async () => {
    const path = join(temporaryFolder(), 'deep/er', name)
    expect(
      await exportSnapshots(await storeOf('a', 'b', 'c'), path, { to, query: { limit: 2 } }),
    ).toStrictEqual({
      read: 2,
      written: 2,
      skipped: 0,
      problems: [],
      warnings: [],
    })
    const again = await openStore('memory:')
    await importSnapshots(path, again, { from: to })
    expect(await idsOf(again.query())).toStrictEqual(['a', 'b'])
    expect(readdirSync(join(path, '..'))).toStrictEqual([name])
  })

  test('nothing, from an empty store', async () => {
    const path = join(temporaryFolder(), name)
    expect(await exportSnapshots(await storeOf(), path, { to })).toMatchObject({ read: 0, written: 0 })
    expect(await importSnapshots(path, await storeOf(), { from: to })).toMatchObject({
      read: 0,
      problems: [],
    })
  })

  test('a snapshot that cannot be read is reported, the others are written', async () => {
    const cwd = temporaryFolder()
    const store = await openStore('dir:d', { cwd })
    await store.saveMany(['a', 'b', 'c'].map((id) => sampleSnapshot(id)))
    writeFileSync(join(cwd, 'd/b.json'), 'x')
    const report = await exportSnapshots(store, join(cwd, name), { to })

    expect(report).toMatchObject({ read: 3, written: 2, problems: [{ id: 'b', code: 'STORE_CORRUPT' }] })
  })

  test('aborted half way, it leaves nothing', async () => {
    const folder = temporaryFolder()
    const store = await storeOf('a', 'b', 'c')
    const controller = new AbortController()
    const slow: SnapshotStore = {
      ...store,
      async *query() {
        for await (const snapshot of store.query()) {
          if (snapshot.id === 'b') controller.abort('enough')
          yield snapshot
        }
      },
    }
    await expect(exportSnapshots(slow, join(folder, name), { to, signal: controller.signal })).rejects.toBe(
      'enough',
    )
    expect(readdirSync(folder)).toStrictEqual([])
  })

  test('a failure of the store leaves nothing, and what was there', async () => {
    const folder = temporaryFolder()
    const store = await storeOf('a')
    await exportSnapshots(store, join(folder, name), { to })
    const before = contentOf(folder)
    await store.close()

    await expect(exportSnapshots(store, join(folder, name), { to, overwrite: true })).rejects.toMatchObject({
      code: 'STORE_CLOSED',
    })
    expect(contentOf(folder)).toStrictEqual(before)
    expect(readdirSync(folder)).toStrictEqual([name])
  })

  test('where a file is in the way of the folder, it says so', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    await expect(
      exportSnapshots(await storeOf('a'), join(folder, 'file', name), { to }),
    ).rejects.toMatchObject({
      name: 'StoreError',
      code: 'STORE_FOREIGN',
    })
  })

  // Root may write anywhere.
  test.skipIf(process.getuid?.() === 0)('a folder that may not be written is named', async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o500)
    await expect(exportSnapshots(await storeOf('a'), join(folder, name), { to })).rejects.toMatchObject({
      code: 'STORE_READ_ONLY',
    })
    chmodSync(folder, 0o700)
  })
})

describe('a file of JSON lines', () => {
  test('is not overwritten unasked', async () => {
    const path = join(temporaryFolder(), 'x.jsonl')
    writeFileSync(path, 'mine')
    const store = await storeOf('a')
    const unread = new Proxy(store, {
      get: (_store, key) => {
        throw new Error(`${String(key)} is asked for though the path is taken`)
      },
    })
    await expect(exportSnapshots(unread, path, { to: 'jsonl' })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('overwrite') as string,
    })
    expect(readFileSync(path, 'utf8')).toBe('mine')
    await exportSnapshots(store, path, { to: 'jsonl', overwrite: true })
    expect(readFileSync(path, 'utf8')).toMatch(/^\{"format":"retrial\/1".*\}\n$/)
  })

  test('that appeared meanwhile is not overwritten either', async () => {
    const path = join(temporaryFolder(), 'x.jsonl')
    const store = await storeOf('a')
    const late: SnapshotStore = {
      ...store,
      async *query() {
        writeFileSync(path, 'theirs')
        yield* store.query()
      },
    }
    await expect(exportSnapshots(late, path, { to: 'jsonl' })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    })
    expect(readFileSync(path, 'utf8')).toBe('theirs')
    expect(readdirSync(join(path, '..'))).toStrictEqual(['x.jsonl'])
  })

  test('can be read by its owner only', async () => {
    const path = join(temporaryFolder(), 'x.jsonl')
    await exportSnapshots(await storeOf('a'), path, { to: 'jsonl' })
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  test('cannot take the place of a folder', async () => {
    const path = join(temporaryFolder(), 'x.jsonl')
    mkdirSync(path)
    await expect(
      exportSnapshots(await storeOf('a'), path, { to: 'jsonl', overwrite: true }),
    ).rejects.toMatchObject({ name: 'StoreError' })
    expect(readdirSync(join(path, '..'))).toStrictEqual(['x.jsonl'])
  })
})

describe('wrong use is refused', () => {
  test.each<[string, string, object]>([
    ['no path', '', { to: 'jsonl' }],
    ['a path with NUL', 'a\0b', { to: 'jsonl' }],
    ['no format', 'x', {}],
    ['an unknown format', 'x', { to: 'csv' }],
    ['a format named like a prototype', 'x', { to: 'toString' }],
    ['an unknown option', 'x', { to: 'jsonl', force: true }],
    ['overwrite that is no boolean', 'x', { to: 'jsonl', overwrite: 'yes' }],
  ])('%s', async (_what, path, options) => {
    await expect(exportSnapshots(await storeOf('a'), path, options as never)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    })
    await expect(
      importSnapshots(path, await storeOf('a'), {
        ...options,
        from: (options as { to?: string }).to,
      } as never),
    ).rejects.toMatchObject({ code: 'INVALID_OPTION' })
  })
})
