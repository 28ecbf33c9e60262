import { expect, test } from 'vitest'
import type { SnapshotStore } from '../../store.js'
import { idsOf, sampleSnapshot, saveAll } from '../sample-snapshot.js'

/** The order in which a query gives snapshots, also while others write. */
export function testOrder(store: () => SnapshotStore): void {
  test('orders ids by UTF-16 code unit, folders and all', async () => {
    const ids = ['b', 'C', 'a/z', 'a-b/x', 'a.b', 'a-b', 'a~', 'a', 'a1', 'aa', 'a/b/c', 'a+b', 'a,b', 'Z']
    await saveAll(store(), ...ids)
    expect(await idsOf(store().query())).toEqual([...ids].sort())
  })

  test('gives each of many once', { timeout: 30_000 }, async () => {
    const pairs = Array.from({ length: 150 }, (_, index) => [
      `n${String(index + 100)}`,
      `n${String(index + 100)}+`,
    ])
    const ids = ['a', ...pairs.flat()]
    await saveAll(store(), ...ids)
    expect(await idsOf(store().query())).toEqual(ids)
  })

  test('can be written while it is being read', { timeout: 30_000 }, async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `n${String(index + 100)}`)
    await saveAll(store(), ...ids)
    const seen: string[] = []
    for await (const { id } of store().query()) {
      seen.push(id)
      if (seen.length % 10 > 0) continue
      await store().save(sampleSnapshot(`before/${id}`))
      await store().delete(id)
    }
    expect(seen).toEqual(ids)
    expect(await idsOf(store().query())).toHaveLength(300)
    expect(await store().has('before/n109')).toBe(true)
  })

  test('ends where each of its snapshots leads to a later one', { timeout: 30_000 }, async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `n${String(index + 100)}`)
    await saveAll(store(), ...ids)
    const seen: string[] = []
    for await (const { id } of store().query()) {
      seen.push(id)
      if (seen.length > 900) break
      await store().save(sampleSnapshot(`z${String(seen.length + 1_000)}`))
    }
    expect(seen).toEqual(ids)
    expect(await idsOf(store().query())).toHaveLength(600)
  })

  test('can be left in the middle of a query', async () => {
    await saveAll(store(), 'a', 'b', 'c')
    for await (const snapshot of store().query()) if (snapshot.id === 'b') break
    await store().delete('b')
    expect(await idsOf(store().query())).toEqual(['a', 'c'])
  })
}
