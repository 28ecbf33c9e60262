import { execFileSync } from 'node:child_process'
import fs, {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { describeStore } from './testing/conformance.js'
import { listIdsSync } from './list-ids.js'
import { openStore } from './open-store.js'
import { LIMITS } from '../limits.js'
import { collect, idsOf, sampleSnapshot } from './testing/sample-snapshot.js'
import type { SnapshotStore } from './store.js'
import { contentOf, newFolder, temporaryFolder } from './testing/temporary-folder.js'
import { startWriter } from './testing/writer-process.js'

describeStore('dir:', async () => {
  const folder = newFolder()
  return {
    store: await openStore(`dir:${join(folder, 'decisions')}`),
    cleanUp: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
})

/** A store with the given snapshots, and its folder. */
async function storeWith(...ids: string[]): Promise<{ store: SnapshotStore; folder: string }> {
  const folder = temporaryFolder()
  const store = await openStore(`dir:${folder}`)
  await store.saveMany(ids.map((id) => sampleSnapshot(id)))
  return { store, folder }
}

describe('files', () => {
  test('are pretty, stable text under the path of the id', async () => {
    const { store, folder } = await storeWith('refunds/gold')
    const path = join(folder, 'refunds/gold.json')
    const text = readFileSync(path, 'utf8')
    expect(text.split('\n').slice(0, 4)).toEqual([
      '{',
      '  "format": "retrial/1",',
      '  "id": "refunds/gold",',
      '  "functionName": "triage",',
    ])
    expect(text.endsWith('}\n')).toBe(true)
    await store.save(await store.load('refunds/gold'), { replace: true })
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['refunds', 'refunds/gold.json'])
  })

  test('may be checked out with other line ends or a byte order mark', async () => {
    const { store, folder } = await storeWith('a')
    const path = join(folder, 'a.json')
    writeFileSync(path, `\ufeff${readFileSync(path, 'utf8').replaceAll('\n', '\r\n')}`)
    expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
  })

  test('of another kind, and what starts with a dot, are not read', async () => {
    const { store, folder } = await storeWith('a')
    writeFileSync(join(folder, 'README.md'), '# decisions')
    writeFileSync(join(folder, '.retrial-left-over.tmp'), '{')
    writeFileSync(join(folder, '.hidden.json'), '{')
    mkdirSync(join(folder, '.git'))
    writeFileSync(join(folder, '.git', 'x.json'), '{')
    expect(await idsOf(store.query())).toEqual(['a'])
    expect(await store.verify()).toEqual({ checked: 1, problems: [] })
  })

  test('leave no empty folders when they are deleted', async () => {
    const { store, folder } = await storeWith('a/b/c', 'a/d')
    await store.delete('a/b/c')
    expect(readdirSync(join(folder, 'a'))).toEqual(['d.json'])
    await store.delete('a/d')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a folder that does not exist', () => {
  test('is an empty store, and is made by the first save only', async () => {
    const folder = join(temporaryFolder(), 'deep/decisions')
    const store = await openStore(`dir:${folder}`)
    expect(await idsOf(store.query())).toEqual([])
    expect(await store.delete('a')).toBe(false)
    expect(await store.verify()).toEqual({ checked: 0, problems: [] })
    expect(await store.health()).toEqual({ ok: true, writable: true })
    expect(existsSync(folder)).toBe(false)
    await store.save(sampleSnapshot('a'))
    expect(readdirSync(folder)).toEqual(['a.json'])
  })

  test('is refused when a file has its name', async () => {
    const path = join(temporaryFolder(), 'file')
    writeFileSync(path, 'mine')
    const store = await openStore(`dir:${path}`)
    await expect(store.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'STORE_FOREIGN' })
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })
})

describe('damaged files', () => {
  const damage: [string, string, (path: string) => void][] = [
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
        truncateSync(path, Math.floor(statSync(path).size / 2))
      },
    ],
    [
      'no JSON',
      'STORE_CORRUPT',
      (path) => {
        writeFileSync(path, '<<<<<<< HEAD\n{}\n')
      },
    ],
    [
      'no UTF-8',
      'STORE_CORRUPT',
      (path) => {
        writeFileSync(path, readFileSync(path, 'utf8').replace('ticket', '\xff'), 'latin1')
      },
    ],
    [
      'no snapshot',
      'STORE_CORRUPT',
      (path) => {
        writeFileSync(path, '{"name":"package"}')
      },
    ],
    [
      'more bytes than a snapshot may have',
      'LIMIT_EXCEEDED',
      (path) => {
        truncateSync(path, LIMITS.snapshotBytes + 1)
      },
    ],
  ]

  test.each(damage)('with %s are refused as %s and left as they are', async (_what, code, spoil) => {
    const { store, folder } = await storeWith('a', 'b')
    spoil(join(folder, 'b.json'))
    const before = contentOf(folder)
    await expect(store.load('b')).rejects.toMatchObject({
      code,
      message: expect.stringContaining('b') as string,
    })
    await expect(collect(store.query())).rejects.toMatchObject({ code })
    const { checked, problems } = await store.verify()
    expect(checked).toBe(2)
    expect(problems).toMatchObject([{ id: 'b', code: code === 'STORE_CORRUPT' ? expect.any(String) : code }])
    expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
    expect(contentOf(folder)).toEqual(before)
  })

  test('that were renamed on disk are refused, saying which id they hold', async () => {
    const { store, folder } = await storeWith('a', 'b')
    renameSync(join(folder, 'b.json'), join(folder, 'c.json'))
    await expect(store.load('c')).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      message: expect.stringMatching(/"c".*another id, "b"/) as string,
    })
    await expect(collect(store.query())).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    expect((await store.verify()).problems).toMatchObject([{ id: 'c', code: 'ID_MISMATCH' }])
  })

  test('do not vanish behind a name that is no id', async () => {
    const { store, folder } = await storeWith('a')
    renameSync(join(folder, 'a.json'), join(folder, 'a copy.json'))
    await expect(collect(store.query())).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    expect((await store.verify()).problems).toMatchObject([{ id: 'a copy', code: 'ID_MISMATCH' }])
  })
})

describe('links', () => {
  test('to a file outside are not followed', async () => {
    const outside = join(temporaryFolder(), 'secret.json')
    writeFileSync(outside, JSON.stringify(sampleSnapshot('x')))
    const { store, folder } = await storeWith()
    symlinkSync(outside, join(folder, 'x.json'))
    const refused = { code: 'STORE_FOREIGN' }
    await expect(store.load('x')).rejects.toMatchObject(refused)
    await expect(store.has('x')).rejects.toMatchObject(refused)
    await expect(store.delete('x')).rejects.toMatchObject(refused)
    await expect(store.save(sampleSnapshot('x'), { replace: true })).rejects.toMatchObject(refused)
    await expect(collect(store.query())).rejects.toMatchObject(refused)
    expect((await store.verify()).problems).toMatchObject([{ id: 'x', ...refused }])
    expect(JSON.parse(readFileSync(outside, 'utf8'))).toMatchObject({ id: 'x' })
  })

  test('to a folder outside are not followed', async () => {
    const outside = temporaryFolder()
    writeFileSync(join(outside, 'y.json'), JSON.stringify(sampleSnapshot('x/y')))
    const { store, folder } = await storeWith()
    symlinkSync(outside, join(folder, 'x'))
    const refused = { code: 'STORE_FOREIGN' }
    await expect(store.load('x/y')).rejects.toMatchObject(refused)
    await expect(store.save(sampleSnapshot('x/z'))).rejects.toMatchObject(refused)
    await expect(store.save(sampleSnapshot('x/deep/z'))).rejects.toMatchObject(refused)
    await expect(collect(store.query())).rejects.toMatchObject(refused)
    expect(readdirSync(outside)).toEqual(['y.json'])
  })

  test('that lead nowhere are not written through', async () => {
    const { store, folder } = await storeWith()
    const target = join(folder, '..', 'made-through-a-link')
    symlinkSync(target, join(folder, 'x.json'))
    await expect(store.save(sampleSnapshot('x'))).rejects.toMatchObject({ code: 'STORE_FOREIGN' })
    expect(existsSync(target)).toBe(false)
  })

  test('to the folder of the store itself are fine', async () => {
    const { store, folder } = await storeWith('a/b')
    const link = join(temporaryFolder(), 'link')
    symlinkSync(folder, link)
    const linked = await openStore(`dir:${link}`)
    expect(await linked.load('a/b')).toStrictEqual(sampleSnapshot('a/b'))
    await linked.save(sampleSnapshot('c'))
    expect(await store.has('c')).toBe(true)
  })

  test('beside the snapshots are ignored unless they are folders', async () => {
    const { store, folder } = await storeWith('a')
    symlinkSync(join(folder, 'a.json'), join(folder, 'README'))
    expect(await idsOf(store.query())).toEqual(['a'])
  })
})

test.skipIf(process.platform === 'win32')('a pipe is not waited for', async () => {
  const { store, folder } = await storeWith()
  execFileSync('mkfifo', [join(folder, 'x.json')])
  await expect(store.load('x')).rejects.toMatchObject({ code: 'STORE_FOREIGN' })
})

test('a folder may not look like a snapshot', async () => {
  const { store, folder } = await storeWith('a')
  await expect(store.save(sampleSnapshot('a.json/b'))).rejects.toMatchObject({ code: 'INVALID_ID' })
  expect(await store.has('a.json/b')).toBe(false)
  await expect(store.load('a.json/b')).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
  expect(readdirSync(folder)).toEqual(['a.json'])
})

test('a folder in the way of a file is refused', async () => {
  const { store, folder } = await storeWith()
  mkdirSync(join(folder, 'a.json'))
  await expect(store.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'STORE_FOREIGN' })
  await expect(store.load('a')).rejects.toMatchObject({ code: 'STORE_FOREIGN' })
  expect(readdirSync(folder)).toEqual(['a.json'])
})

test('a file in the way of a folder stops the whole step', async () => {
  const { store, folder } = await storeWith()
  writeFileSync(join(folder, 'b'), 'mine')
  const saving = store.saveMany([sampleSnapshot('a'), sampleSnapshot('b/c')])
  await expect(saving).rejects.toMatchObject({ code: 'STORE_FOREIGN' })
  expect(readdirSync(folder)).toEqual(['b'])
})

describe('a file system that fails', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    syncBuiltinESMExports()
  })

  /** Lets the given call of a function of node:fs fail, counting from 1. */
  function failing(
    name: 'fsyncSync' | 'linkSync' | 'renameSync' | 'rmSync',
    code: string,
    from = 1,
    to = from,
  ): void {
    const original = fs[name] as (...args: unknown[]) => unknown
    let calls = 0
    vi.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
      calls++
      if (calls >= from && calls <= to) throw Object.assign(new Error(`${code}: made up`), { code })
      return original(...args) as undefined
    })
    syncBuiltinESMExports()
  }

  test.each([
    ['ENOSPC', 'STORE_FULL'],
    ['EROFS', 'STORE_READ_ONLY'],
    ['EACCES', 'STORE_READ_ONLY'],
    ['EMFILE', 'STORE_BUSY'],
  ])('with %s is told as %s, and nothing is left', async (code, storeCode) => {
    const { store, folder } = await storeWith('a')
    failing('fsyncSync', code, 2)
    const saving = store.saveMany([sampleSnapshot('b/c'), sampleSnapshot('d/e')])
    await expect(saving).rejects.toMatchObject({ code: storeCode, cause: { code } })
    expect(readdirSync(folder, { recursive: true })).toEqual(['a.json'])
  })

  test('half way through a transaction has every step undone', async () => {
    const { store, folder } = await storeWith('a', 'b', 'c')
    const before = contentOf(folder)
    const work = store.transaction(async (tx) => {
      await tx.save(sampleSnapshot('a', { functionName: 'new' }), { replace: true })
      await tx.delete('b')
      await tx.save(sampleSnapshot('d/e'))
      await tx.save(sampleSnapshot('c', { functionName: 'new' }), { replace: true })
      // Renames: a over a, b aside, c over c.
      failing('renameSync', 'EIO', 3)
    })
    await expect(work).rejects.toMatchObject({ code: 'STORE_CORRUPT', cause: { code: 'EIO' } })
    expect(contentOf(folder)).toEqual(before)
    expect(readdirSync(folder)).toEqual(['a.json', 'b.json', 'c.json'])
  })

  test('also while undoing says what could not be put back', async () => {
    const { store, folder } = await storeWith('a', 'c')
    const work = store.transaction(async (tx) => {
      await tx.delete('a')
      await tx.save(sampleSnapshot('c', { functionName: 'new' }), { replace: true })
      failing('renameSync', 'EIO', 2, 3)
    })
    const { message } = (await work.catch((error: unknown) => error)) as Error
    const [, kept = '', path] = /By hand: move (\S+) to (\S+)\./.exec(message) ?? []
    expect(path).toBe(join(folder, 'a.json'))
    vi.restoreAllMocks()
    renameSync(kept, join(folder, 'a.json'))
    expect(await collect(store.query())).toStrictEqual([sampleSnapshot('a'), sampleSnapshot('c')])
  })

  test('to make links still saves, and still refuses a taken id', async () => {
    failing('linkSync', 'EPERM', 1, 1_000)
    const { store, folder } = await storeWith('a')
    await expect(store.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    await store.save(sampleSnapshot('a', { functionName: 'new' }), { replace: true })
    expect((await store.load('a')).functionName).toBe('new')
    expect(readdirSync(folder)).toEqual(['a.json'])
  })
})

describe('readOnly', () => {
  test('writes nothing and says so', async () => {
    const { folder } = await storeWith('a')
    const before = contentOf(folder)
    const store = await openStore(`dir:${folder}`, { readOnly: true })
    const refused = { code: 'STORE_READ_ONLY' }
    await expect(store.save(sampleSnapshot('b'))).rejects.toMatchObject(refused)
    await expect(store.saveMany([sampleSnapshot('b')])).rejects.toMatchObject(refused)
    await expect(store.delete('a')).rejects.toMatchObject(refused)
    await expect(store.transaction((tx) => tx.save(sampleSnapshot('b')))).rejects.toMatchObject(refused)
    await expect(store.transaction((tx) => tx.delete('a'))).rejects.toMatchObject(refused)
    expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
    expect(await store.health()).toEqual({ ok: true, writable: false })
    expect(contentOf(folder)).toEqual(before)
  })

  test('does not make a missing folder', async () => {
    const folder = join(temporaryFolder(), 'none')
    const store = await openStore(`dir:${folder}`, { readOnly: true })
    expect(await idsOf(store.query())).toEqual([])
    expect(existsSync(folder)).toBe(false)
  })
})

describe('several processes', () => {
  test('saving under one id: one of them gets it each time', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    const ids = Array.from({ length: 40 }, (_, index) => `same/${index}`)
    const writers = ['one', 'two'].map((owner) => startWriter({ url: `dir:${folder}`, owner, ids }))
    const reports = await Promise.all(writers.map((writer) => writer.finished))
    const store = await openStore(`dir:${folder}`)
    for (const id of ids) {
      const winners = reports.filter((report) => report.saved.includes(id)).map(({ owner }) => owner)
      expect(winners).toEqual([(await store.load(id)).tags.owner])
    }
    expect(new Set(reports.flatMap(({ failures }) => failures))).toEqual(new Set(['DUPLICATE_ID']))
    expect((await store.verify()).checked).toBe(40)
  })

  test('replacing and deleting one file never leave half of it', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    const ids = Array.from({ length: 150 }, () => 'deep/same')
    const writers = ['one', 'two'].map((owner) =>
      startWriter({ url: `dir:${folder}`, owner, ids, replace: true, thenDelete: owner === 'two' }),
    )
    const store = await openStore(`dir:${folder}`)
    const state = { running: true }
    const reading = (async () => {
      while (state.running) {
        await collect(store.query())
        await new Promise(setImmediate)
      }
    })()
    const [reports] = await Promise.all([
      Promise.all(writers.map((writer) => writer.finished)).finally(() => (state.running = false)),
      reading,
    ])
    expect(reports.map(({ failures }) => failures)).toEqual([[], []])
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.tmp'))).toEqual(
      [],
    )
  })

  test('acknowledged saves are there after kill -9', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    const ids = Array.from({ length: 5_000 }, (_, index) => `n/${index}`)
    const writer = startWriter({ url: `dir:${folder}`, owner: 'one', ids })
    await writer.acknowledged(20)
    const saved = await writer.kill()
    const store = await openStore(`dir:${folder}`)
    for (const id of saved) expect((await store.load(id)).tags.owner).toBe('one')
    expect((await store.verify()).problems).toEqual([])
    expect(saved.length).toBeGreaterThanOrEqual(20)
    expect(saved.length).toBeLessThan(5_000)
  })
})

test('listIdsSync lists at once, all or those of one decision', async () => {
  const { store, folder } = await storeWith('b', 'a/x')
  await store.save(sampleSnapshot('c', { functionName: 'route' }))
  expect(listIdsSync(`dir:${folder}`)).toEqual(['a/x', 'b', 'c'])
  expect(listIdsSync(`dir:${folder}`, { functionName: 'triage' })).toEqual(['a/x', 'b'])
  truncateSync(join(folder, 'b.json'))
  expect(() => listIdsSync(`dir:${folder}`, { functionName: 'triage' })).toThrow('0 bytes')
})
