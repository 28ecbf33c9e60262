import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { canonicalText } from '../snapshot/canonical.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { collect, idsOf, sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { copySnapshots } from './copy-snapshots.js'

const URLS = ['memory:', 'dir:decisions', 'sqlite:decisions.db']

async function storeOf(url: string, snapshots: readonly DecisionSnapshot[], cwd = temporaryFolder()) {
  const store = await openStore(url, { cwd })
  await store.saveMany(snapshots)
  return store
}

const numbered = (count: number, part: Partial<DecisionSnapshot> = {}): DecisionSnapshot[] =>
  Array.from({ length: count }, (_, index) => sampleSnapshot(`s/${String(index).padStart(4, '0')}`, part))

const done = { skipped: 0, problems: [], warnings: [] }

describe.each(URLS)('from %s', (from) => {
  test.each(URLS)('to %s everything arrives as it was', { timeout: 60_000 }, async (to) => {
    const snapshots = numbered(300, {
      inputs: [{ name: 'i', value: new Map([[1n, new Date(0)]]), dataType: 'map' }],
    })
    const [source, target] = [await storeOf(from, snapshots), await storeOf(to, [])]

    expect(await copySnapshots(source, target)).toStrictEqual({ read: 300, written: 300, ...done })
    const texts = async (store: SnapshotStore) =>
      (await collect(store.query())).map((one) => canonicalText(one))
    expect(await texts(target)).toStrictEqual(await texts(source))
    expect((await target.verify()).problems).toStrictEqual([])
    await Promise.all([source.close(), target.close()])
  })

  test('only what the query means', async () => {
    const source = await storeOf(from, [...numbered(5), sampleSnapshot('other', { functionName: 'other' })])
    const target = await storeOf('memory:', [])

    expect(
      await copySnapshots(source, target, { query: { functionName: 'triage', offset: 1, limit: 2 } }),
    ).toMatchObject({ read: 2, written: 2 })
    expect(await idsOf(target.query())).toStrictEqual(['s/0001', 's/0002'])
    await source.close()
  })
})

describe.each(URLS)('where %s holds some of the ids', { timeout: 60_000 }, (url) => {
  const other = (id: string) => sampleSnapshot(id, { functionName: 'other' })
  const given = numbered(300)
  const prepared = async () => {
    const target = await storeOf(url, [given[7]!, other('s/0008'), other('s/0299')])
    return { source: await storeOf('memory:', given), target }
  }

  test('each of them is reported, and the others arrive', async () => {
    const { source, target } = await prepared()
    const report = await copySnapshots(source, target)

    expect(report).toMatchObject({ read: 300, written: 297, skipped: 0 })
    expect(report.problems.map(({ id, code }) => `${id} ${code}`)).toStrictEqual([
      's/0007 DUPLICATE_ID',
      's/0008 DUPLICATE_ID',
      's/0299 DUPLICATE_ID',
    ])
    expect((await target.load('s/0008')).functionName).toBe('other')
    expect(await idsOf(target.query())).toHaveLength(300)
    await target.close()
  })

  test('"skip" passes over those that are the same, and reports the others', async () => {
    const { source, target } = await prepared()
    const report = await copySnapshots(source, target, { onDuplicate: 'skip' })

    expect(report).toMatchObject({ read: 300, written: 297, skipped: 1 })
    expect(report.problems.map(({ id }) => id)).toStrictEqual(['s/0008', 's/0299'])
    expect((await target.load('s/0008')).functionName).toBe('other')
    await target.close()
  })

  test('"replace" takes their place', async () => {
    const { source, target } = await prepared()

    expect(await copySnapshots(source, target, { onDuplicate: 'replace' })).toStrictEqual({
      read: 300,
      written: 300,
      ...done,
    })
    expect((await target.load('s/0008')).functionName).toBe('triage')
    await target.close()
  })
})

describe('a snapshot that cannot be read', () => {
  test('does not keep the others, before and after it', async () => {
    const cwd = temporaryFolder()
    const source = await storeOf('dir:d', numbered(10), cwd)
    writeFileSync(join(cwd, 'd/s/0003.json'), '<<<<<<< ours\n')
    writeFileSync(join(cwd, 'd/s/0005.json'), '')
    writeFileSync(join(cwd, 'd/s/0009.json'), readFileSync(join(cwd, 'd/s/0008.json')))
    const target = await storeOf('memory:', [])
    const report = await copySnapshots(source, target)

    expect(report).toMatchObject({ read: 10, written: 7 })
    expect(report.problems.map(({ id }) => id)).toStrictEqual(['s/0003', 's/0005', 's/0009'])
    expect(await idsOf(target.query())).toHaveLength(7)
  })

  test('counts in no limit and no offset', async () => {
    const cwd = temporaryFolder()
    const source = await storeOf(
      'dir:d',
      [...numbered(10), sampleSnapshot('a', { functionName: 'other' })],
      cwd,
    )
    writeFileSync(join(cwd, 'd/s/0003.json'), 'x')
    const copied = async (query: object) => {
      const target = await storeOf('memory:', [])
      const { read, written } = await copySnapshots(source, target, { query })
      return { read, written, ids: await idsOf(target.query()) }
    }
    expect(await copied({ functionName: 'triage', offset: 2, limit: 3 })).toStrictEqual({
      read: 4,
      written: 3,
      ids: ['s/0002', 's/0004', 's/0005'],
    })
    expect(await copied({ limit: 2 })).toStrictEqual({ read: 2, written: 2, ids: ['a', 's/0000'] })
    expect((await copied({ offset: 9 })).ids).toStrictEqual(['s/0009'])
  })

  test('in a store that is not one of ours ends the copy', async () => {
    const source = await storeOf('memory:', numbered(3))
    const foreign: SnapshotStore = {
      ...source,
      async *query() {
        yield* source.query({ limit: 1 })
        await source.load('missing')
      },
    }
    await expect(copySnapshots(foreign, await storeOf('memory:', []))).rejects.toMatchObject({
      code: 'SNAPSHOT_NOT_FOUND',
    })
  })
})

describe('a store that changes what it is given', () => {
  test('is asked what it would keep, so that nothing is reported twice', async () => {
    const inner = await storeOf('memory:', [])
    const changed = (snapshot: DecisionSnapshot) =>
      sampleSnapshot(snapshot.id, { functionName: '[redacted]' })
    const target: SnapshotStore = {
      ...inner,
      saveMany: (snapshots, options) => inner.saveMany([...snapshots].map(changed), options),
      transaction: (work) =>
        inner.transaction((tx) =>
          work({ ...tx, save: (snapshot, options) => tx.save(changed(snapshot), options) }),
        ),
    }
    const source = await storeOf('memory:', numbered(3))
    await copySnapshots(source, target)

    expect(await copySnapshots(source, target, { onDuplicate: 'skip' })).toMatchObject({
      skipped: 3,
      problems: [],
    })
    expect(await copySnapshots(source, target)).toMatchObject({ skipped: 0, problems: [{}, {}, {}] })
  })
})

describe('a copy as a whole is refused', () => {
  test('into a store that is read-only, with nothing changed', async () => {
    const cwd = temporaryFolder()
    await (await storeOf('sqlite:a.db', numbered(1), cwd)).close()
    const target = await openStore('sqlite:a.db', { cwd, readOnly: true })

    await expect(copySnapshots(await storeOf('memory:', numbered(300)), target)).rejects.toMatchObject({
      code: 'STORE_READ_ONLY',
    })
    expect(await idsOf(target.query())).toHaveLength(1)
    await target.close()
  })

  test.each(['source', 'target'])('with a closed %s', async (which) => {
    const [source, target] = [await storeOf('memory:', numbered(1)), await storeOf('memory:', [])]
    await (which === 'source' ? source : target).close()

    await expect(copySnapshots(source, target)).rejects.toMatchObject({ code: 'STORE_CLOSED' })
  })

  test.each<[string, object]>([
    ['an unknown option', { where: {} }],
    ['an unknown word', { onDuplicate: 'ignore' }],
    ['a signal that is none', { signal: {} }],
    ['a query with an unknown key', { query: { function: 'x' } }],
  ])('for %s', async (_what, options) => {
    const source = await storeOf('memory:', numbered(1))
    await expect(copySnapshots(source, await storeOf('memory:', []), options)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    })
  })

  test('onto itself', async () => {
    const store = await storeOf('memory:', [])
    await expect(copySnapshots(store, store)).rejects.toMatchObject({ code: 'INVALID_OPTION' })
  })

  test('when it is aborted: before it begins, and half way', async () => {
    const source = await storeOf('memory:', numbered(1_000))
    const target = await storeOf('memory:', [])
    await expect(copySnapshots(source, target, { signal: AbortSignal.abort('enough') })).rejects.toBe(
      'enough',
    )
    expect(await idsOf(target.query())).toStrictEqual([])

    const controller = new AbortController()
    const slow: SnapshotStore = {
      ...source,
      async *query() {
        let seen = 0
        for await (const snapshot of source.query()) {
          if (++seen === 700) controller.abort('half way')
          yield snapshot
        }
      },
    }
    await expect(copySnapshots(slow, target, { signal: controller.signal })).rejects.toBe('half way')
    expect(await idsOf(target.query())).toHaveLength(512)
  })
})
