import { execFileSync } from 'node:child_process'
import fs, {
  chmodSync,
  copyFileSync,
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
import { basename, join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import * as keptFs from '../../kept-fs.js'
import { describeStore } from '../testing/conformance/describe-store.js'
import { listIdsSync } from '../list-ids.js'
import { openStore } from '../open-store.js'
import { LIMITS } from '../../limits.js'
import { collect, idsOf, sampleSnapshot } from '../testing/sample-snapshot.js'
import type { SnapshotStore } from '../store.js'
import { contentOf, newFolder, temporaryFolder } from '../testing/temporary-folder.js'
import { startWriter } from '../testing/writer-process.js'

vi.mock('../../kept-fs.js', { spy: true })

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

  test('in the layout of earlier versions are read', async () => {
    const { store, folder } = await storeWith()
    writeFileSync(join(folder, 'a.json'), `${JSON.stringify(sampleSnapshot('a'), null, 2)}\n`)
    expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
    expect(await store.verify()).toEqual({ checked: 1, problems: [] })
  })

  test('may be checked out with other line ends or a byte order mark', async () => {
    const { store, folder } = await storeWith('a')
    const path = join(folder, 'a.json')
    writeFileSync(path, `\ufeff${readFileSync(path, 'utf8').replaceAll('\n', '\r\n')}`)
    expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
    expect(await store.verify()).toEqual({ checked: 1, problems: [] })
  })

  test('of another kind, and what starts with a dot, are not read', async () => {
    const { store, folder } = await storeWith('a')
    for (const name of ['README.md', '.DS_Store', 'Thumbs.db', 'a.json.orig', 'a.json~'])
      writeFileSync(join(folder, name), '{')
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
      'a merge conflict',
      'STORE_CONFLICT',
      (path) => {
        writeFileSync(path, `<<<<<<< HEAD\n${readFileSync(path, 'utf8')}=======\n{}\n>>>>>>> b\n`)
      },
    ],
    [
      'no JSON',
      'STORE_CORRUPT',
      (path) => {
        writeFileSync(path, 'decisions\n')
      },
    ],
    [
      'the format of a newer version',
      'STORE_TOO_NEW',
      (path) => {
        writeFileSync(path, readFileSync(path, 'utf8').replace('retrial/1', 'retrial/2'))
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
    expect(problems).toMatchObject([{ id: 'b', code }])
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

  test('that were copied on disk are refused, naming both places', async () => {
    const { store, folder } = await storeWith('deep/a')
    copyFileSync(join(folder, 'deep/a.json'), join(folder, 'b.json'))
    const refused = {
      code: 'DUPLICATE_ID',
      message: expect.stringMatching(/"b" and "deep\/a" in dir:.*both hold/) as string,
    }
    await expect(store.load('b')).rejects.toMatchObject(refused)
    await expect(collect(store.query())).rejects.toMatchObject(refused)
    expect(await store.verify()).toMatchObject({ checked: 2, problems: [{ id: 'b', ...refused }] })
    expect(await store.load('deep/a')).toStrictEqual(sampleSnapshot('deep/a'))
    expect(() => listIdsSync(store.url, { functionName: 'triage' })).toThrow('another id, "deep/a"')
    // As the message says: the id is no part of the content.
    writeFileSync(
      join(folder, 'b.json'),
      readFileSync(join(folder, 'b.json'), 'utf8').replace('deep/a"', 'b"'),
    )
    expect(await store.verify()).toEqual({ checked: 2, problems: [] })
  })

  test('that changed their places are no duplicates', async () => {
    const { store, folder } = await storeWith('a', 'b')
    renameSync(join(folder, 'a.json'), join(folder, 'x'))
    renameSync(join(folder, 'b.json'), join(folder, 'a.json'))
    renameSync(join(folder, 'x'), join(folder, 'b.json'))
    await expect(store.load('a')).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    expect((await store.verify()).problems).toMatchObject([
      { id: 'a', code: 'ID_MISMATCH' },
      { id: 'b', code: 'ID_MISMATCH' },
    ])
  })

  test('whose id leads out of the folder are not followed there', async () => {
    const { store, folder } = await storeWith('a')
    const outside = join(folder, '..', `${basename(folder)}-outside.json`)
    onTestFinished(() => {
      rmSync(outside, { force: true })
    })
    const id = `../${basename(outside, '.json')}`
    for (const path of [outside, join(folder, 'a.json')])
      writeFileSync(path, JSON.stringify(sampleSnapshot(id)))
    await expect(store.load('a')).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    expect((await store.verify()).problems).toMatchObject([{ id: 'a', code: 'ID_MISMATCH' }])
  })

  test.skipIf(process.getuid === undefined || process.getuid() === 0)(
    'that may not be read are named (root may read all)',
    async () => {
      const { store, folder } = await storeWith('a')
      chmodSync(join(folder, 'a.json'), 0)
      await expect(store.load('a')).rejects.toMatchObject({
        code: 'STORE_READ_ONLY',
        message: expect.stringContaining('read "a"') as string,
      })
    },
  )

  test.each<[string, (path: string) => void]>(damage.map(([what, , spoil]) => [what, spoil]))(
    'with %s are replaced when told to',
    async (_what, spoil) => {
      const { store, folder } = await storeWith('a')
      spoil(join(folder, 'a.json'))
      await store.save(sampleSnapshot('a'), { replace: true })
      expect(await store.verify()).toEqual({ checked: 1, problems: [] })
    },
  )

  test('do not vanish behind a name that is no id', async () => {
    const { store, folder } = await storeWith('a')
    renameSync(join(folder, 'a.json'), join(folder, 'a copy.json'))
    await expect(collect(store.query())).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    expect((await store.verify()).problems).toMatchObject([{ id: 'a copy', code: 'ID_MISMATCH' }])
  })
})

describe('letter case', () => {
  const differing: [string, string][] = [
    ['refunds/a', 'Refunds/a'],
    ['refunds/a', 'Refunds/b'],
    ['a', 'A'],
    ['a/b/c/d', 'a/B/x'],
  ]
  const refused = (taken: string): object => ({
    code: 'DUPLICATE_ID',
    message: expect.stringContaining(`holds "${taken}"`) as string,
  })

  test.each(differing)('beside %s, %s is refused as on macOS and Windows', async (first, second) => {
    const { store, folder } = await storeWith(first)
    const before = contentOf(folder)
    for (const replace of [false, true]) {
      await expect(store.save(sampleSnapshot(second), { replace })).rejects.toMatchObject({
        code: 'DUPLICATE_ID',
        message: expect.stringContaining('only in letter case') as string,
      })
    }
    await expect(store.saveMany([sampleSnapshot('x'), sampleSnapshot(second)])).rejects.toMatchObject({
      code: 'DUPLICATE_ID',
    })
    await expect(store.transaction((tx) => tx.save(sampleSnapshot(second)))).rejects.toMatchObject({
      code: 'DUPLICATE_ID',
    })
    expect(contentOf(folder)).toEqual(before)
    await store.save(sampleSnapshot(first), { replace: true })
  })

  test.each(differing)('%s and %s are refused together', async (first, second) => {
    const { store, folder } = await storeWith()
    await expect(store.saveMany([sampleSnapshot(first), sampleSnapshot(second)])).rejects.toMatchObject({
      code: 'DUPLICATE_ID',
    })
    expect(readdirSync(folder)).toEqual([])
  })

  test('of ids that are there already is a problem to be told, and they can be read, replaced and deleted', async (context) => {
    const { store, folder } = await storeWith('refunds/a', 'x')
    mkdirSync(join(folder, 'Refunds'), { recursive: true })
    for (const id of ['Refunds/b', 'X'])
      writeFileSync(join(folder, `${id}.json`), JSON.stringify(sampleSnapshot(id)))
    context.skip(readdirSync(folder).length === 2, 'this file system does not tell letter case apart')
    expect(await store.verify()).toMatchObject({
      checked: 4,
      problems: [
        { id: 'refunds/a', ...refused('Refunds/b') },
        { id: 'x', ...refused('X') },
      ],
    })
    expect(await store.load('X')).toStrictEqual(sampleSnapshot('X'))
    await store.save(sampleSnapshot('X', { functionName: 'new' }), { replace: true })
    expect((await store.load('X')).functionName).toBe('new')
    await store.delete('X')
    await store.delete('Refunds/b')
    expect((await store.verify()).problems).toEqual([])
  })

  test('may change by deleting one and saving the other', async () => {
    const { store, folder } = await storeWith('x', 'refunds/a')
    await store.delete('refunds/a')
    await store.save(sampleSnapshot('Refunds/A'))
    await store.transaction(async (tx) => {
      await tx.delete('Refunds/A')
      await tx.save(sampleSnapshot('Refunds/b'))
    })
    await store.save(sampleSnapshot('Refunds/a'))
    await store.delete('Refunds/a')
    await store.delete('Refunds/b')
    await store.save(sampleSnapshot('refunds/a'))
    expect(await idsOf(store.query())).toEqual(['refunds/a', 'x'])
    const failing = store.saveMany([sampleSnapshot('New/a'), sampleSnapshot('x')])
    await expect(failing).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    await store.save(sampleSnapshot('new/a'))
    expect(readdirSync(folder).sort()).toEqual(['new', 'refunds', 'x.json'])
  })

  test('of names that are not of the store counts as well', async () => {
    const { store, folder } = await storeWith()
    mkdirSync(join(folder, 'Docs'))
    await expect(store.save(sampleSnapshot('docs/a'))).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    expect(readdirSync(folder)).toEqual(['Docs'])
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

  test('to the folder of the store may lead elsewhere later', async () => {
    const link = join(temporaryFolder(), 'link')
    const leadTo = (folder: string): void => {
      rmSync(link, { force: true })
      symlinkSync(folder, link)
    }
    const { folder } = await storeWith('a')
    const other = await storeWith()
    await other.store.save(sampleSnapshot('a', { functionName: 'other' }))
    leadTo(folder)
    const linked = await openStore(`dir:${link}`)
    const read = async (): Promise<string> => (await linked.load('a')).functionName
    expect([await read(), await read()]).toEqual(['triage', 'triage'])
    leadTo(other.folder)
    expect([await read(), await read()]).toEqual(['other', 'other'])
    rmSync(link)
    await expect(read()).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
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
    for (const name of FAILING) vi.mocked(keptFs[name]).mockReset()
  })

  const FAILING = ['fsyncSync', 'linkSync', 'renameSync', 'rmSync'] as const

  /** Lets the given call of a function of the file system fail, counting from 1. */
  function failing(name: (typeof FAILING)[number], code: string, from = 1, to = from): void {
    const original = fs[name] as (...args: unknown[]) => unknown
    let calls = 0
    vi.mocked(keptFs[name]).mockImplementation((...args: unknown[]) => {
      calls++
      if (calls >= from && calls <= to) throw Object.assign(new Error(`${code}: made up`), { code })
      return original(...args) as undefined
    })
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
