import { expect, test } from 'vitest'
import type { SnapshotStore } from '../../store.js'
import { idsOf, sampleSnapshot, saveAll } from '../sample-snapshot.js'

/** Saving many in one step. */
export function testSavingMany(store: () => SnapshotStore): void {
  test('saves all, from any iterable', async () => {
    await store().saveMany(new Set([sampleSnapshot('b'), sampleSnapshot('a')]))
    await store().saveMany([])
    expect(await idsOf(store().query())).toEqual(['a', 'b'])
  })

  test('saves none when one is taken', async () => {
    await saveAll(store(), 'b')
    await expect(saveAll(store(), 'a', 'b', 'c')).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    expect(await idsOf(store().query())).toEqual(['b'])
  })

  test('saves none when one cannot be kept', async () => {
    const broken = { ...sampleSnapshot('b'), context: { hardwareInfo: { run: () => 1 } } }
    await expect(store().saveMany([sampleSnapshot('a'), broken])).rejects.toMatchObject({
      code: 'NOT_SERIALIZABLE',
    })
    expect(await store().has('a')).toBe(false)
  })

  test('refuses one id twice, unless the later may replace', async () => {
    await expect(saveAll(store(), 'a', 'a')).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    expect(await store().has('a')).toBe(false)
    const twice = [sampleSnapshot('a'), sampleSnapshot('a', { functionName: 'later' })]
    await store().saveMany(twice, { replace: true })
    expect((await store().load('a')).functionName).toBe('later')
  })
}
