import { expect, test } from 'vitest'
import { fingerprint } from '../../../snapshot/fingerprint.js'
import type { SnapshotStore } from '../../store.js'
import { idsOf, sampleSnapshot } from '../sample-snapshot.js'

/** What a query finds after writes, among hostile tags and many snapshots. */
export function testFound(store: () => SnapshotStore): void {
  const found = (tags: Record<string, string>) => idsOf(store().query({ tags }))
  const asked = (text: string) => ({ inputs: [{ name: 'input', value: text, dataType: 'string' }] })

  test('follows replacing and deleting', async () => {
    await store().saveMany(['a', 'b'].map((id) => sampleSnapshot(id, { tags: { team: 'x', tier: 'gold' } })))
    await store().save(sampleSnapshot('a', { tags: { team: 'y' } }), { replace: true })
    expect([await found({ team: 'x' }), await found({ team: 'y' })]).toEqual([['b'], ['a']])
    expect(await found({ tier: 'gold' })).toEqual(['b'])
    await store().delete('b')
    expect(await found({ team: 'x' })).toEqual([])
    await store().save(sampleSnapshot('b', { tags: { team: 'y' } }))
    expect(await found({ team: 'y' })).toEqual(['a', 'b'])
    expect(await found({ tier: 'gold' })).toEqual([])
  })

  test('does not follow a step that failed', async () => {
    await store().save(sampleSnapshot('b', { tags: { team: 'x' } }))
    const refused = [
      sampleSnapshot('a', { tags: { team: 'x' } }),
      sampleSnapshot('b', { tags: { team: 'y' } }),
    ]
    await expect(store().saveMany(refused)).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    expect([await found({ team: 'x' }), await found({ team: 'y' })]).toEqual([['b'], []])
  })

  test('is what was saved, not what became of the object', async () => {
    const snapshot = sampleSnapshot('a', { tags: { team: 'x' }, ...asked('hello') })
    const question = fingerprint(snapshot)
    await store().transaction(async (tx) => {
      await tx.save(snapshot)
      snapshot.tags.team = 'y'
      snapshot.inputs.length = 0
    })
    expect(await found({ team: 'x' })).toEqual(['a'])
    expect(await idsOf(store().query({ fingerprint: question }))).toEqual(['a'])
    expect(await idsOf(store().query({ fingerprint: fingerprint(snapshot) }))).toEqual([])
  })

  test('takes tags of any text for what they are', async () => {
    const tags: Record<string, string> = {
      '': 'empty name',
      empty: '',
      'a\0b': 'a\0b',
      constructor: 'x',
      'quote\'"': '%_*',
      日本: 'é',
      '\ud800': 'lone',
      '\ud801': 'lone',
    }
    Object.defineProperty(tags, '__proto__', { value: 'p', enumerable: true })
    await store().save(sampleSnapshot('a', { tags }))
    await store().save(sampleSnapshot('b', { tags: { é: 'other' } }))
    for (const [name, value] of Object.entries(tags)) {
      expect(await found(Object.defineProperty({}, name, { value, enumerable: true }))).toEqual(['a'])
    }
    expect(await found({ '\ud802': 'lone' })).toEqual([])
    expect(await found({ 'a\0c': 'a\0b' })).toEqual([])
    expect(await found({ empty: 'x' })).toEqual([])
    expect(await store().delete('a')).toBe(true)
    expect(await found({ empty: '' })).toEqual([])
  })

  test('is each answer to one question', async () => {
    const one = sampleSnapshot('n/1', asked('hello'))
    await store().saveMany([one, sampleSnapshot('n/2', asked('bye')), sampleSnapshot('n/3', asked('hello'))])
    await store().save(
      sampleSnapshot('n/4', { ...asked('hello'), outputs: [], error: { name: 'E', message: 'm' } }),
    )
    const query = { fingerprint: fingerprint(one) }
    expect(await idsOf(store().query(query))).toEqual(['n/1', 'n/3', 'n/4'])
    expect(await idsOf(store().query({ ...query, offset: 1, limit: 1 }))).toEqual(['n/3'])
    await store().save(sampleSnapshot('n/1', asked('bye')), { replace: true })
    expect(await idsOf(store().query(query))).toEqual(['n/3', 'n/4'])
  })

  test('of one tag and of one time is given in pages, each once', { timeout: 30_000 }, async () => {
    const ids = Array.from({ length: 600 }, (_, index) => `n${String(index + 1000)}`)
    await store().saveMany(
      ids.map((id, index) =>
        sampleSnapshot(id, {
          tags: { half: index % 2 === 0 ? 'even' : 'odd' },
          createdAt: new Date(Date.UTC(2026, 0, 1) + ((index * 7) % 600) * 1000).toISOString(),
        }),
      ),
    )
    expect(await found({ half: 'odd' })).toEqual(ids.filter((_, index) => index % 2 === 1))
    const since = ids.filter((_, index) => (index * 7) % 600 >= 50)
    expect(await idsOf(store().query({ startTime: '2026-01-01T00:00:50Z' }))).toEqual(since)
    const between = ids.filter((_, index) => (index * 7) % 600 >= 50 && (index * 7) % 600 < 60)
    const range = { startTime: '2026-01-01T00:00:50Z', endTime: '2026-01-01T00:01:00Z' }
    expect(await idsOf(store().query(range))).toEqual(between)
  })
}
