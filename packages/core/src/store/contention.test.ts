import { createRequire } from 'node:module'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openStore } from './open-store.js'
import type { SnapshotStore } from './store.js'
import { idsOf, sampleSnapshot } from './testing/sample-snapshot.js'
import { temporaryFolder } from './testing/temporary-folder.js'
import { startWriter } from './testing/writer-process.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3
const EIGHT = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']
const numbered = (owner: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${owner}/${index}`)

describe.each(['sqlite', 'dir'] as const)('%s: eight processes writing at once', (kind) => {
  const place = (): string => `${kind}:${join(temporaryFolder(), 'deep/shared')}`

  test('lose nothing and meet no error, some ids replaced by all', { timeout: 120_000 }, async () => {
    const url = place()
    const shared = numbered('shared', 20)
    const reports = await Promise.all(
      EIGHT.map((owner) => {
        const ids = [...shared, ...numbered(owner, 60), ...shared]
        return startWriter({ url, owner, ids, replace: true }).finished
      }),
    )
    expect(reports.map(({ failures }) => failures)).toEqual(EIGHT.map(() => []))
    expect(reports.map(({ saved }) => saved.length)).toEqual(EIGHT.map(() => 100))

    const store = await openStore(url)
    for (const owner of EIGHT) {
      for (const id of numbered(owner, 60)) {
        expect(await store.load(id)).toStrictEqual(sampleSnapshot(id, { tags: { owner } }))
      }
    }
    let ofShared = 0
    for (const owner of EIGHT) {
      // What finds a snapshot is in step with what it holds, whoever wrote last.
      const found = await idsOf(store.query({ tags: { owner } }))
      expect(found).toEqual(expect.arrayContaining(numbered(owner, 60)))
      ofShared += found.length - 60
    }
    expect(ofShared).toBe(shared.length)
    for (const id of shared) {
      const { owner = '' } = (await store.load(id)).tags
      expect(await store.load(id)).toStrictEqual(sampleSnapshot(id, { tags: { owner } }))
    }
    expect(await store.verify()).toEqual({ checked: 8 * 60 + 20, problems: [] })
    await store.close()
  })

  test(
    'under the same ids: each id has one that got it, and the others are told',
    { timeout: 120_000 },
    async () => {
      const url = place()
      const ids = numbered('same', 30)
      const reports = await Promise.all(EIGHT.map((owner) => startWriter({ url, owner, ids }).finished))
      const store = await openStore(url)
      for (const id of ids) {
        const winners = reports.filter(({ saved }) => saved.includes(id)).map(({ owner }) => owner)
        expect(winners).toEqual([(await store.load(id)).tags.owner])
      }
      expect(new Set(reports.flatMap(({ failures }) => failures))).toEqual(new Set(['DUPLICATE_ID']))
      expect(reports.flatMap(({ failures }) => failures)).toHaveLength(7 * 30)
      expect(await store.verify()).toEqual({ checked: 30, problems: [] })
      await store.close()
    },
  )
})

describe('a lock that another process holds for long', () => {
  test('is waited for by all, and then each id is saved once', { timeout: 60_000 }, async () => {
    const path = join(temporaryFolder(), 'held.db')
    const url = `sqlite:${path}`
    const first = await openStore(url)
    await first.save(sampleSnapshot('first'))
    await first.close()
    const holder = new Sqlite(path)
    holder.exec('BEGIN IMMEDIATE')
    holder.exec('UPDATE snapshots SET body = body')
    const ids = numbered('same', 5)
    const writers = ['one', 'two', 'three'].map((owner) => startWriter({ url, owner, ids }))
    const early = await Promise.race([
      Promise.race(writers.map((writer) => writer.acknowledged(1).then(() => 'saved'))),
      new Promise((resolve) => setTimeout(resolve, 2_000, 'waiting')),
    ])
    expect(early).toBe('waiting')
    holder.exec('COMMIT')
    holder.close()
    const reports = await Promise.all(writers.map((writer) => writer.finished))
    expect(reports.flatMap(({ saved }) => saved).sort()).toEqual(ids)
    expect(new Set(reports.flatMap(({ failures }) => failures))).toEqual(new Set(['DUPLICATE_ID']))
    const store = await openStore(url)
    expect(await store.verify()).toEqual({ checked: 6, problems: [] })
    await store.close()
  })

  test('does not let a step that read before it wrote lose an update', { timeout: 60_000 }, async () => {
    const url = `sqlite:${join(temporaryFolder(), 'counted.db')}`
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(url)))
    const outcomes = await Promise.all(
      stores.flatMap((store, owner) =>
        numbered('claim', 25).map((id) =>
          store
            .transaction(async (tx) => {
              if (await tx.has(id)) return 'taken'
              await tx.save(sampleSnapshot(id, { tags: { owner: String(owner) } }))
              return 'saved'
            })
            .catch((error: unknown) => (error as { code?: string }).code),
        ),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(25)
    expect(new Set(outcomes)).not.toContain('STORE_BUSY')
    expect(
      [...new Set(outcomes)].filter((code) => !['saved', 'taken', 'DUPLICATE_ID'].includes(code ?? '')),
    ).toEqual([])
    for (const store of stores) await store.close()
  })

  test.each(['sqlite', 'dir'] as const)(
    'does not let %s lose what was changed in a step that read it',
    { timeout: 60_000 },
    async (kind) => {
      const url = `${kind}:${join(temporaryFolder(), 'added')}`
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(url)))
      await stores[0]!.save(sampleSnapshot('sum', { tags: { n: '0' } }))
      let again = 0
      const add = async (store: SnapshotStore): Promise<void> => {
        try {
          await store.transaction(async (tx) => {
            const { n } = (await tx.load('sum')).tags
            await tx.save(sampleSnapshot('sum', { tags: { n: String(Number(n) + 1) } }), { replace: true })
          })
        } catch (error) {
          expect(error).toMatchObject({ code: 'STORE_CHANGED' })
          again++
          await add(store)
        }
      }
      await Promise.all(
        stores.map(async (store) => {
          for (let step = 0; step < 25; step++) await add(store)
        }),
      )
      expect((await stores[0]!.load('sum')).tags).toEqual({ n: '100' })
      expect(again).toBeGreaterThan(0)
      for (const store of stores) await store.close()
    },
  )
})
