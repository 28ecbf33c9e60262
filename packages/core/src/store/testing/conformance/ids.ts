import { expect, test } from 'vitest'
import type { SnapshotStore } from '../../store.js'
import { idsOf, sampleSnapshot, saveAll } from '../sample-snapshot.js'

/** What an id may be, and what is said of a wrong one. */
export function testIds(store: () => SnapshotStore): void {
  test.each([
    '../x',
    'a/../b',
    '/a',
    'a/',
    'a//b',
    '.a',
    'a\0b',
    'a\nb',
    'C:\\x',
    '😀',
    '',
    'x'.repeat(201),
    'con',
  ])('refuses %j everywhere', async (id) => {
    const refused = { code: 'INVALID_ID' }
    await expect(store().save(sampleSnapshot(id))).rejects.toMatchObject(refused)
    await expect(store().load(id)).rejects.toMatchObject(refused)
    await expect(store().has(id)).rejects.toMatchObject(refused)
    await expect(store().delete(id)).rejects.toMatchObject(refused)
    await expect(store().transaction((tx) => tx.save(sampleSnapshot(id)))).rejects.toMatchObject(refused)
    await expect(store().transaction((tx) => tx.load(id))).rejects.toMatchObject(refused)
    await expect(store().transaction((tx) => tx.has(id))).rejects.toMatchObject(refused)
    await expect(store().transaction((tx) => tx.delete(id))).rejects.toMatchObject(refused)
  })

  test('takes the longest, and folders beside files of the same name', async () => {
    const ids = ['a', 'a/b', 'a/b/c', `${'x'.repeat(100)}/${'y'.repeat(99)}`]
    await saveAll(store(), ...ids)
    expect(await idsOf(store().query())).toEqual(ids)
  })

  test('suggests what a wrong id may have meant', async () => {
    await saveAll(store(), 'refunds/gold-customer', 'refunds/angry-customer', 'shipping/lost')
    await expect(store().load('refunds/gold-custmer')).rejects.toMatchObject({
      code: 'SNAPSHOT_NOT_FOUND',
      message: expect.stringMatching(/"refunds\/gold-custmer".*"refunds\/gold-customer"/) as string,
    })
    await expect(store().load('lost')).rejects.toThrow('"shipping/lost"')
    await expect(store().load('zebra')).rejects.not.toThrow('mean')
  })
}
