import { expect, test } from 'vitest'
import type { SnapshotStore } from '../../store.js'
import { idsOf, saveAll } from '../sample-snapshot.js'

/** Asking for what is there, and deleting it. */
export function testDeleting(store: () => SnapshotStore): void {
  test('tell what was there', async () => {
    await saveAll(store(), 'a', 'b')
    expect([await store().has('a'), await store().has('c')]).toEqual([true, false])
    expect([await store().delete('a'), await store().delete('a')]).toEqual([true, false])
    expect(await store().has('a')).toBe(false)
    await expect(store().load('a')).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
    await saveAll(store(), 'a')
    expect(await idsOf(store().query())).toEqual(['a', 'b'])
  })
}
