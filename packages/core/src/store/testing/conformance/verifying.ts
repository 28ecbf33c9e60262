import { expect, test } from 'vitest'
import type { DecisionSnapshot } from '../../../snapshot/types.js'
import type { SnapshotStore } from '../../store.js'
import { sampleSnapshot, saveAll } from '../sample-snapshot.js'

/** Finding what was altered. */
export function testVerifying(store: () => SnapshotStore): void {
  test('counts what is in order', async () => {
    expect(await store().verify()).toEqual({ checked: 0, problems: [] })
    await saveAll(store(), 'a', 'b')
    expect(await store().verify()).toEqual({ checked: 2, problems: [] })
  })

  test('finds an edited snapshot', async () => {
    const edited: DecisionSnapshot = { ...sampleSnapshot('b'), functionName: 'edited' }
    await store().saveMany([sampleSnapshot('a'), edited])
    const { checked, problems } = await store().verify()
    expect(checked).toBe(2)
    expect(problems).toEqual([
      { id: 'b', code: 'HASH_MISMATCH', message: expect.stringContaining(edited.contentHash) as string },
    ])
  })
}
