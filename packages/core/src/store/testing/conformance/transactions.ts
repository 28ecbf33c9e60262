import { describe, expect, test } from 'vitest'
import type { SnapshotStore, StoreTransaction } from '../../store.js'
import { collect, idsOf, sampleSnapshot, saveAll } from '../sample-snapshot.js'

/** A transaction: all or nothing. */
export function testTransactions(store: () => SnapshotStore): void {
  test('keeps everything when its work resolves, and gives its result', async () => {
    await saveAll(store(), 'old')
    const result = await store().transaction(async (tx) => {
      await tx.save(sampleSnapshot('a'))
      await tx.save(sampleSnapshot('b'))
      await tx.delete('old')
      return 42
    })
    expect(result).toBe(42)
    expect(await idsOf(store().query())).toEqual(['a', 'b'])
  })

  test('drops everything when its work rejects', async () => {
    await saveAll(store(), 'old')
    const failure = new Error('no')
    const work = store().transaction(async (tx) => {
      await tx.save(sampleSnapshot('a'))
      await tx.save(sampleSnapshot('old', { functionName: 'new' }), { replace: true })
      await tx.delete('old')
      throw failure
    })
    await expect(work).rejects.toBe(failure)
    expect(await collect(store().query())).toStrictEqual([sampleSnapshot('old')])
  })

  test('reads its own writes, which nobody else sees yet', async () => {
    await saveAll(store(), 'old')
    await store().transaction(async (tx) => {
      await tx.save(sampleSnapshot('a'))
      expect(await tx.delete('old')).toBe(true)
      expect(await tx.delete('old')).toBe(false)
      expect(await tx.load('a')).toStrictEqual(sampleSnapshot('a'))
      expect([await tx.has('a'), await tx.has('old')]).toEqual([true, false])
      await expect(tx.load('old')).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
      expect([await store().has('a'), await store().has('old')]).toEqual([false, true])
    })
    expect([await store().has('a'), await store().has('old')]).toEqual([true, false])
  })

  test('reads through to what is stored', async () => {
    await saveAll(store(), 'old')
    await store().transaction(async (tx) => {
      expect(await tx.load('old')).toStrictEqual(sampleSnapshot('old'))
      expect(await tx.has('old')).toBe(true)
    })
  })

  test('refuses a taken id at once, also one it saved itself', async () => {
    await saveAll(store(), 'old')
    await store().transaction(async (tx) => {
      await tx.save(sampleSnapshot('a'))
      await expect(tx.save(sampleSnapshot('old'))).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
      await expect(tx.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    })
  })

  test('of two saves at once under one id, one is refused', async () => {
    await store().transaction(async (tx) => {
      const saves = [tx.save(sampleSnapshot('a')), tx.save(sampleSnapshot('a'))]
      const settled = await Promise.allSettled(saves)
      expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
  })

  test('may delete and save, and save and delete, one id', async () => {
    await saveAll(store(), 'old')
    await store().transaction(async (tx) => {
      await tx.delete('old')
      await tx.save(sampleSnapshot('old', { functionName: 'new' }))
      await tx.save(sampleSnapshot('a'))
      await tx.delete('a')
    })
    expect((await store().load('old')).functionName).toBe('new')
    expect(await store().has('a')).toBe(false)
  })

  test('keeps nothing when somebody took one of its ids meanwhile', async () => {
    const work = store().transaction(async (tx) => {
      await tx.save(sampleSnapshot('a'))
      await tx.save(sampleSnapshot('b'))
      await tx.save(sampleSnapshot('b', { functionName: 'mine' }), { replace: true })
      await store().save(sampleSnapshot('b', { functionName: 'theirs' }))
    })
    await expect(work).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    expect(await store().has('a')).toBe(false)
    expect((await store().load('b')).functionName).toBe('theirs')
  })

  describe('that read a snapshot and replaces or deletes it', () => {
    const theirs = sampleSnapshot('a', { functionName: 'theirs' })

    test.each<[string, (tx: StoreTransaction) => Promise<unknown>]>([
      ['replaces it', (tx) => tx.save(sampleSnapshot('a', { functionName: 'mine' }), { replace: true })],
      ['deletes it', (tx) => tx.delete('a')],
      ['deletes and saves it', (tx) => tx.delete('a').then(() => tx.save(sampleSnapshot('a')))],
    ])('%s: keeps nothing when somebody changed it meanwhile', async (_how, change) => {
      await saveAll(store(), 'a')
      const work = store().transaction(async (tx) => {
        await tx.load('a')
        await tx.save(sampleSnapshot('b'))
        await change(tx)
        await store().save(theirs, { replace: true })
      })
      await expect(work).rejects.toMatchObject({
        code: 'STORE_CHANGED',
        message: expect.stringContaining('"a"') as string,
      })
      expect(await collect(store().query())).toStrictEqual([theirs])
      expect(await store().verify()).toEqual({ checked: 1, problems: [] })
    })

    test.each<[string, (tx: StoreTransaction) => Promise<unknown>]>([
      ['replaces it', (tx) => tx.save(sampleSnapshot('a', { functionName: 'mine' }), { replace: true })],
      ['deletes it', (tx) => tx.delete('a')],
    ])('%s: keeps nothing when somebody deleted it meanwhile', async (_how, change) => {
      await saveAll(store(), 'a')
      const work = store().transaction(async (tx) => {
        await tx.load('a')
        await change(tx)
        await store().delete('a')
      })
      await expect(work).rejects.toMatchObject({ code: 'STORE_CHANGED' })
      expect(await store().has('a')).toBe(false)
    })

    test('does so when nobody did', async () => {
      await saveAll(store(), 'a', 'b')
      await store().transaction(async (tx) => {
        const { contentHash: _hash, ...read } = await tx.load('a')
        await tx.save(sampleSnapshot('a', { ...read, tags: { seen: 'yes' } }), { replace: true })
        await tx.load('a')
        await tx.load('b')
        await tx.delete('b')
        // Of no concern: it is not written.
        await tx.load('a')
      })
      expect((await store().load('a')).tags).toEqual({ seen: 'yes' })
      expect(await store().has('b')).toBe(false)
    })

    test('is of no concern to one that only reads', async () => {
      await saveAll(store(), 'a', 'b')
      await store().transaction(async (tx) => {
        await tx.load('a')
        await store().save(theirs, { replace: true })
        await tx.delete('b')
      })
      expect(await collect(store().query())).toStrictEqual([theirs])
    })
  })

  test('keeps a snapshot as it was when it was saved', async () => {
    const snapshot = sampleSnapshot('a')
    await store().transaction(async (tx) => {
      await tx.save(snapshot)
      snapshot.functionName = 'changed'
    })
    expect(await store().load('a')).toStrictEqual(sampleSnapshot('a'))
  })

  test('is over when its work is', async () => {
    let kept: StoreTransaction | undefined
    await store().transaction((tx) => {
      kept = tx
      return Promise.resolve()
    })
    await expect(kept?.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'STORE_CLOSED' })
    await expect(kept?.has('a')).rejects.toMatchObject({ code: 'STORE_CLOSED' })
    expect(await store().has('a')).toBe(false)
  })

  test('that reads and then writes loses no update to another', async () => {
    await store().save(sampleSnapshot('n', { tags: { n: '0' } }))
    const claim = (owner: string) =>
      store().transaction(async (tx) => {
        if (!(await tx.has('claim'))) await tx.save(sampleSnapshot('claim', { tags: { owner } }))
        return owner
      })
    const settled = await Promise.allSettled([claim('x'), claim('y')])
    const winners = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(winners).toContain((await store().load('claim')).tags.owner)
    expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'DUPLICATE_ID' },
    })
  })
}
