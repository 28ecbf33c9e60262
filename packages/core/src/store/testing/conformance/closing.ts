import { expect, test } from 'vitest'
import type { SnapshotStore } from '../../store.js'
import { collect, sampleSnapshot, saveAll } from '../sample-snapshot.js'

/** What is left of a store that was closed. */
export function testClosing(store: () => SnapshotStore): void {
  test('may be called twice, and ends everything else', async () => {
    await saveAll(store(), 'a')
    await store().close()
    await store().close()
    const closed = { code: 'STORE_CLOSED' }
    await expect(store().save(sampleSnapshot('b'))).rejects.toMatchObject(closed)
    await expect(store().saveMany([])).rejects.toMatchObject(closed)
    await expect(store().load('a')).rejects.toMatchObject(closed)
    await expect(store().has('a')).rejects.toMatchObject(closed)
    await expect(store().delete('a')).rejects.toMatchObject(closed)
    await expect(collect(store().query())).rejects.toMatchObject(closed)
    await expect(store().transaction(() => Promise.resolve(1))).rejects.toMatchObject(closed)
    await expect(store().verify()).rejects.toMatchObject(closed)
    await expect(store().health()).rejects.toMatchObject(closed)
  })

  test('ends a query that is under way', async () => {
    await saveAll(store(), 'a', 'b')
    const seen: string[] = []
    const reading = (async () => {
      for await (const { id } of store().query()) {
        seen.push(id)
        await store().close()
      }
    })()
    await expect(reading).rejects.toMatchObject({ code: 'STORE_CLOSED' })
    expect(seen).toEqual(['a'])
  })

  test('drops a transaction that is under way', async () => {
    const work = store().transaction(async (tx) => {
      await tx.save(sampleSnapshot('a'))
      await store().close()
    })
    await expect(work).rejects.toMatchObject({ code: 'STORE_CLOSED' })
  })
}
