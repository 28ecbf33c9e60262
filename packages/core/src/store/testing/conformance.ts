import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fingerprint } from '../../snapshot/fingerprint.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { collect, idsOf, sampleSnapshot } from './sample-snapshot.js'
import { testStoredValues } from './stored-values.js'
import type { SnapshotQuery, SnapshotStore, StoreTransaction } from '../store.js'

export interface StoreUnderTest {
  readonly store: SnapshotStore
  /** Drops what the store left on disk. */
  readonly cleanUp?: () => void
}

/** What every store has to do, whatever is underneath. `open` gives a new, empty one each time. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a SnapshotStore`, () => {
    let store: SnapshotStore
    let cleanUp: (() => void) | undefined

    beforeEach(async () => {
      ;({ store, cleanUp } = await open())
    })

    afterEach(async () => {
      await store.close()
      cleanUp?.()
    })

    const saveAll = (...ids: string[]): Promise<void> => store.saveMany(ids.map((id) => sampleSnapshot(id)))

    describe('saving and loading', () => {
      test('gives back what was saved', async () => {
        const snapshot = sampleSnapshot('refunds/gold-customer', {
          moduleName: 'src/triage.ts',
          modelParameters: { modelName: 'gpt-5-mini', parameters: { temperature: 0 } },
          usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
          tags: { team: 'refunds' },
          executionTimeMs: 12.5,
        })
        await store.save(snapshot)
        expect(await store.load('refunds/gold-customer')).toStrictEqual(snapshot)
      })

      test('keeps keys that look like those of a prototype', async () => {
        const value: unknown = JSON.parse('{"__proto__":{"p":1},"constructor":2,"toString":"x"}')
        await store.save(sampleSnapshot('proto', { inputs: [{ name: 'input', value, dataType: 'object' }] }))
        const [input] = (await store.load('proto')).inputs
        expect(Object.keys(input?.value as object)).toEqual(['__proto__', 'constructor', 'toString'])
        expect(({} as { p?: unknown }).p).toBeUndefined()
      })

      test('is untouched by changes to the object that was saved', async () => {
        const snapshot = sampleSnapshot('a')
        const saving = store.save(snapshot)
        snapshot.functionName = 'changed'
        await saving
        snapshot.inputs.length = 0
        expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
      })

      test('is untouched by changes to an object that was loaded', async () => {
        await saveAll('a')
        for (const loaded of [await store.load('a'), ...(await collect(store.query()))]) {
          loaded.inputs.length = 0
          loaded.tags.changed = 'yes'
        }
        expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
      })

      test('refuses a second snapshot of one id and keeps the first', async () => {
        await saveAll('a')
        const second = sampleSnapshot('a', { functionName: 'other' })
        await expect(store.save(second)).rejects.toMatchObject({
          code: 'DUPLICATE_ID',
          message: expect.stringContaining('replace: true') as string,
        })
        expect((await store.load('a')).functionName).toBe('triage')
      })

      test('replaces when told to', async () => {
        await saveAll('a')
        await store.save(sampleSnapshot('a', { functionName: 'other' }), { replace: true })
        await store.save(sampleSnapshot('b'), { replace: true })
        expect((await store.load('a')).functionName).toBe('other')
        expect(await idsOf(store.query())).toEqual(['a', 'b'])
      })

      test('saves under one id once when asked twice at the same time', async () => {
        const settled = await Promise.allSettled([
          store.save(sampleSnapshot('a')),
          store.save(sampleSnapshot('a')),
        ])
        expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      })

      test('refuses what has no faithful text, and keeps nothing of it', async () => {
        const value = { callback: () => 1 }
        const snapshot = { ...sampleSnapshot('a'), inputs: [{ name: 'input', value, dataType: 'object' }] }
        await expect(store.save(snapshot)).rejects.toMatchObject({ code: 'NOT_SERIALIZABLE' })
        expect(await store.has('a')).toBe(false)
      })

      test('refuses a misspelled option', async () => {
        const options = { overwrite: true } as { replace?: boolean }
        await expect(store.save(sampleSnapshot('a'), options)).rejects.toMatchObject({
          code: 'INVALID_OPTION',
          message: expect.stringContaining('"overwrite"') as string,
        })
      })

      test('refuses a text that is too long', async () => {
        const value = 'é'.repeat(33 * 1024 * 1024)
        const snapshot = { ...sampleSnapshot('a'), inputs: [{ name: 'input', value, dataType: 'string' }] }
        await expect(store.save(snapshot)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
      })
    })

    describe('values', () => {
      testStoredValues(() => store)
    })

    describe('saveMany', () => {
      test('saves all, from any iterable', async () => {
        await store.saveMany(new Set([sampleSnapshot('b'), sampleSnapshot('a')]))
        await store.saveMany([])
        expect(await idsOf(store.query())).toEqual(['a', 'b'])
      })

      test('saves none when one is taken', async () => {
        await saveAll('b')
        await expect(saveAll('a', 'b', 'c')).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
        expect(await idsOf(store.query())).toEqual(['b'])
      })

      test('saves none when one cannot be kept', async () => {
        const broken = { ...sampleSnapshot('b'), context: { hardwareInfo: { run: () => 1 } } }
        await expect(store.saveMany([sampleSnapshot('a'), broken])).rejects.toMatchObject({
          code: 'NOT_SERIALIZABLE',
        })
        expect(await store.has('a')).toBe(false)
      })

      test('refuses one id twice, unless the later may replace', async () => {
        await expect(saveAll('a', 'a')).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
        expect(await store.has('a')).toBe(false)
        const twice = [sampleSnapshot('a'), sampleSnapshot('a', { functionName: 'later' })]
        await store.saveMany(twice, { replace: true })
        expect((await store.load('a')).functionName).toBe('later')
      })
    })

    describe('ids', () => {
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
        await expect(store.save(sampleSnapshot(id))).rejects.toMatchObject(refused)
        await expect(store.load(id)).rejects.toMatchObject(refused)
        await expect(store.has(id)).rejects.toMatchObject(refused)
        await expect(store.delete(id)).rejects.toMatchObject(refused)
        await expect(store.transaction((tx) => tx.save(sampleSnapshot(id)))).rejects.toMatchObject(refused)
        await expect(store.transaction((tx) => tx.load(id))).rejects.toMatchObject(refused)
        await expect(store.transaction((tx) => tx.has(id))).rejects.toMatchObject(refused)
        await expect(store.transaction((tx) => tx.delete(id))).rejects.toMatchObject(refused)
      })

      test('takes the longest, and folders beside files of the same name', async () => {
        const ids = ['a', 'a/b', 'a/b/c', `${'x'.repeat(100)}/${'y'.repeat(99)}`]
        await saveAll(...ids)
        expect(await idsOf(store.query())).toEqual(ids)
      })

      test('suggests what a wrong id may have meant', async () => {
        await saveAll('refunds/gold-customer', 'refunds/angry-customer', 'shipping/lost')
        await expect(store.load('refunds/gold-custmer')).rejects.toMatchObject({
          code: 'SNAPSHOT_NOT_FOUND',
          message: expect.stringMatching(/"refunds\/gold-custmer".*"refunds\/gold-customer"/) as string,
        })
        await expect(store.load('lost')).rejects.toThrow('"shipping/lost"')
        await expect(store.load('zebra')).rejects.not.toThrow('mean')
      })
    })

    describe('has and delete', () => {
      test('tell what was there', async () => {
        await saveAll('a', 'b')
        expect([await store.has('a'), await store.has('c')]).toEqual([true, false])
        expect([await store.delete('a'), await store.delete('a')]).toEqual([true, false])
        expect(await store.has('a')).toBe(false)
        await expect(store.load('a')).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
        await saveAll('a')
        expect(await idsOf(store.query())).toEqual(['a', 'b'])
      })
    })

    describe('query', () => {
      const time = (day: number): string => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`
      const model = (modelName: string) => ({ modelName, parameters: {} })

      beforeEach(() =>
        store.saveMany([
          sampleSnapshot('d', { functionName: 'route', createdAt: time(4), tags: { team: 'ops' } }),
          sampleSnapshot('a', {
            createdAt: time(1),
            moduleName: 'm1',
            tags: { team: 'refunds', tier: 'gold' },
          }),
          sampleSnapshot('c', {
            createdAt: time(3),
            modelParameters: model('gpt'),
            tags: { team: 'refunds' },
          }),
          sampleSnapshot('b', { createdAt: time(2), moduleName: 'm2', modelParameters: model('claude') }),
        ]),
      )

      test.each<[SnapshotQuery, string[]]>([
        [{}, ['a', 'b', 'c', 'd']],
        [{ functionName: 'triage' }, ['a', 'b', 'c']],
        [{ functionName: 'none' }, []],
        [{ moduleName: 'm2' }, ['b']],
        [{ modelName: 'gpt' }, ['c']],
        [{ functionName: 'route', modelName: 'gpt' }, []],
        [{ startTime: time(2) }, ['b', 'c', 'd']],
        [{ endTime: time(2) }, ['a']],
        [{ startTime: '2026-01-02', endTime: '2026-01-04T00:00:00+01:00' }, ['b', 'c']],
        [{ tags: {} }, ['a', 'b', 'c', 'd']],
        [{ tags: { team: 'refunds' } }, ['a', 'c']],
        [{ tags: { team: 'refunds', tier: 'gold' } }, ['a']],
        [{ tags: { toString: 'x' } }, []],
        [{ tags: { team: 'Refunds' } }, []],
        [{ tags: { refunds: 'team' } }, []],
        [{ functionName: 'route', tags: { team: 'ops' }, startTime: time(4) }, ['d']],
        [{ functionName: 'route', tags: { team: 'refunds' } }, []],
        [{ startTime: time(2), endTime: time(4), modelName: 'gpt' }, ['c']],
        [{ fingerprint: fingerprint(sampleSnapshot('a', { moduleName: 'm1' })) }, ['a']],
        [
          { fingerprint: fingerprint(sampleSnapshot('a', { moduleName: 'm1' })), tags: { tier: 'gold' } },
          ['a'],
        ],
        [{ fingerprint: fingerprint(sampleSnapshot('a', { moduleName: 'm1' })), tags: { team: 'ops' } }, []],
        [{ fingerprint: fingerprint(sampleSnapshot('a')) }, []],
        [{ limit: 2 }, ['a', 'b']],
        [{ offset: 3 }, ['d']],
        [{ offset: 9 }, []],
        [{ limit: 0 }, []],
        [{ functionName: 'triage', limit: 1, offset: 1 }, ['b']],
        [{ tags: { team: 'refunds' }, limit: 1, offset: 1 }, ['c']],
      ])('%j gives %j', async (query, ids) => {
        expect(await idsOf(store.query(query))).toEqual(ids)
      })

      test.each<[object, string]>([
        [{ function: 'triage' }, '"function"'],
        [{ functionName: 1 }, 'functionName'],
        [{ modelName: null }, 'modelName'],
        [{ startTime: 'yesterday' }, 'startTime'],
        [{ startTime: '2026-01-01T00:00:00' }, 'startTime'],
        [{ endTime: 5 }, 'endTime'],
        [{ tags: { team: 1 } }, 'tags.team'],
        [{ fingerprint: 'abc' }, 'fingerprint'],
        [{ fingerprint: 5 }, 'fingerprint'],
        [{ tags: ['team'] }, 'tags'],
        [{ limit: -1 }, 'limit'],
        [{ limit: '3' }, 'limit'],
        [{ offset: 0.5 }, 'offset'],
      ])('%j is refused, naming the key', async (query, key) => {
        await expect(collect(store.query(query))).rejects.toMatchObject({
          code: 'INVALID_OPTION',
          message: expect.stringContaining(key) as string,
        })
      })

      test('takes a key that is undefined for one that is absent', async () => {
        const query = { functionName: undefined, limit: undefined } as unknown as SnapshotQuery
        expect(await idsOf(store.query(query))).toHaveLength(4)
      })
    })

    describe('what a query finds', () => {
      const found = (tags: Record<string, string>) => idsOf(store.query({ tags }))
      const asked = (text: string) => ({ inputs: [{ name: 'input', value: text, dataType: 'string' }] })

      test('follows replacing and deleting', async () => {
        await store.saveMany(
          ['a', 'b'].map((id) => sampleSnapshot(id, { tags: { team: 'x', tier: 'gold' } })),
        )
        await store.save(sampleSnapshot('a', { tags: { team: 'y' } }), { replace: true })
        expect([await found({ team: 'x' }), await found({ team: 'y' })]).toEqual([['b'], ['a']])
        expect(await found({ tier: 'gold' })).toEqual(['b'])
        await store.delete('b')
        expect(await found({ team: 'x' })).toEqual([])
        await store.save(sampleSnapshot('b', { tags: { team: 'y' } }))
        expect(await found({ team: 'y' })).toEqual(['a', 'b'])
        expect(await found({ tier: 'gold' })).toEqual([])
      })

      test('does not follow a step that failed', async () => {
        await store.save(sampleSnapshot('b', { tags: { team: 'x' } }))
        const refused = [
          sampleSnapshot('a', { tags: { team: 'x' } }),
          sampleSnapshot('b', { tags: { team: 'y' } }),
        ]
        await expect(store.saveMany(refused)).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
        expect([await found({ team: 'x' }), await found({ team: 'y' })]).toEqual([['b'], []])
      })

      test('is what was saved, not what became of the object', async () => {
        const snapshot = sampleSnapshot('a', { tags: { team: 'x' }, ...asked('hello') })
        const question = fingerprint(snapshot)
        await store.transaction(async (tx) => {
          await tx.save(snapshot)
          snapshot.tags.team = 'y'
          snapshot.inputs.length = 0
        })
        expect(await found({ team: 'x' })).toEqual(['a'])
        expect(await idsOf(store.query({ fingerprint: question }))).toEqual(['a'])
        expect(await idsOf(store.query({ fingerprint: fingerprint(snapshot) }))).toEqual([])
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
        await store.save(sampleSnapshot('a', { tags }))
        await store.save(sampleSnapshot('b', { tags: { é: 'other' } }))
        for (const [name, value] of Object.entries(tags)) {
          expect(await found(Object.defineProperty({}, name, { value, enumerable: true }))).toEqual(['a'])
        }
        expect(await found({ '\ud802': 'lone' })).toEqual([])
        expect(await found({ 'a\0c': 'a\0b' })).toEqual([])
        expect(await found({ empty: 'x' })).toEqual([])
        expect(await store.delete('a')).toBe(true)
        expect(await found({ empty: '' })).toEqual([])
      })

      test('is each answer to one question', async () => {
        const one = sampleSnapshot('n/1', asked('hello'))
        await store.saveMany([
          one,
          sampleSnapshot('n/2', asked('bye')),
          sampleSnapshot('n/3', asked('hello')),
        ])
        await store.save(
          sampleSnapshot('n/4', { ...asked('hello'), outputs: [], error: { name: 'E', message: 'm' } }),
        )
        const query = { fingerprint: fingerprint(one) }
        expect(await idsOf(store.query(query))).toEqual(['n/1', 'n/3', 'n/4'])
        expect(await idsOf(store.query({ ...query, offset: 1, limit: 1 }))).toEqual(['n/3'])
        await store.save(sampleSnapshot('n/1', asked('bye')), { replace: true })
        expect(await idsOf(store.query(query))).toEqual(['n/3', 'n/4'])
      })

      test('of one tag and of one time is given in pages, each once', { timeout: 30_000 }, async () => {
        const ids = Array.from({ length: 600 }, (_, index) => `n${String(index + 1000)}`)
        await store.saveMany(
          ids.map((id, index) =>
            sampleSnapshot(id, {
              tags: { half: index % 2 === 0 ? 'even' : 'odd' },
              createdAt: new Date(Date.UTC(2026, 0, 1) + ((index * 7) % 600) * 1000).toISOString(),
            }),
          ),
        )
        expect(await found({ half: 'odd' })).toEqual(ids.filter((_, index) => index % 2 === 1))
        const since = ids.filter((_, index) => (index * 7) % 600 >= 50)
        expect(await idsOf(store.query({ startTime: '2026-01-01T00:00:50Z' }))).toEqual(since)
        const between = ids.filter((_, index) => (index * 7) % 600 >= 50 && (index * 7) % 600 < 60)
        const range = { startTime: '2026-01-01T00:00:50Z', endTime: '2026-01-01T00:01:00Z' }
        expect(await idsOf(store.query(range))).toEqual(between)
      })
    })

    test('orders ids by UTF-16 code unit, folders and all', async () => {
      const ids = ['b', 'C', 'a/z', 'a-b/x', 'a.b', 'a-b', 'a~', 'a', 'a1', 'aa', 'a/b/c', 'a+b', 'a,b', 'Z']
      await saveAll(...ids)
      expect(await idsOf(store.query())).toEqual([...ids].sort())
    })

    test('gives each of many once', { timeout: 30_000 }, async () => {
      const pairs = Array.from({ length: 150 }, (_, index) => [
        `n${String(index + 100)}`,
        `n${String(index + 100)}+`,
      ])
      const ids = ['a', ...pairs.flat()]
      await saveAll(...ids)
      expect(await idsOf(store.query())).toEqual(ids)
    })

    test('can be written while it is being read', { timeout: 30_000 }, async () => {
      const ids = Array.from({ length: 300 }, (_, index) => `n${String(index + 100)}`)
      await saveAll(...ids)
      const seen: string[] = []
      for await (const { id } of store.query()) {
        seen.push(id)
        if (seen.length % 10 > 0) continue
        await store.save(sampleSnapshot(`before/${id}`))
        await store.delete(id)
      }
      expect(seen).toEqual(ids)
      expect(await idsOf(store.query())).toHaveLength(300)
      expect(await store.has('before/n109')).toBe(true)
    })

    test('can be left in the middle of a query', async () => {
      await saveAll('a', 'b', 'c')
      for await (const snapshot of store.query()) if (snapshot.id === 'b') break
      await store.delete('b')
      expect(await idsOf(store.query())).toEqual(['a', 'c'])
    })

    describe('transaction', () => {
      test('keeps everything when its work resolves, and gives its result', async () => {
        await saveAll('old')
        const result = await store.transaction(async (tx) => {
          await tx.save(sampleSnapshot('a'))
          await tx.save(sampleSnapshot('b'))
          await tx.delete('old')
          return 42
        })
        expect(result).toBe(42)
        expect(await idsOf(store.query())).toEqual(['a', 'b'])
      })

      test('drops everything when its work rejects', async () => {
        await saveAll('old')
        const failure = new Error('no')
        const work = store.transaction(async (tx) => {
          await tx.save(sampleSnapshot('a'))
          await tx.save(sampleSnapshot('old', { functionName: 'new' }), { replace: true })
          await tx.delete('old')
          throw failure
        })
        await expect(work).rejects.toBe(failure)
        expect(await collect(store.query())).toStrictEqual([sampleSnapshot('old')])
      })

      test('reads its own writes, which nobody else sees yet', async () => {
        await saveAll('old')
        await store.transaction(async (tx) => {
          await tx.save(sampleSnapshot('a'))
          expect(await tx.delete('old')).toBe(true)
          expect(await tx.delete('old')).toBe(false)
          expect(await tx.load('a')).toStrictEqual(sampleSnapshot('a'))
          expect([await tx.has('a'), await tx.has('old')]).toEqual([true, false])
          await expect(tx.load('old')).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
          expect([await store.has('a'), await store.has('old')]).toEqual([false, true])
        })
        expect([await store.has('a'), await store.has('old')]).toEqual([true, false])
      })

      test('reads through to what is stored', async () => {
        await saveAll('old')
        await store.transaction(async (tx) => {
          expect(await tx.load('old')).toStrictEqual(sampleSnapshot('old'))
          expect(await tx.has('old')).toBe(true)
        })
      })

      test('refuses a taken id at once, also one it saved itself', async () => {
        await saveAll('old')
        await store.transaction(async (tx) => {
          await tx.save(sampleSnapshot('a'))
          await expect(tx.save(sampleSnapshot('old'))).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
          await expect(tx.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
        })
      })

      test('of two saves at once under one id, one is refused', async () => {
        await store.transaction(async (tx) => {
          const saves = [tx.save(sampleSnapshot('a')), tx.save(sampleSnapshot('a'))]
          const settled = await Promise.allSettled(saves)
          expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
        })
      })

      test('may delete and save, and save and delete, one id', async () => {
        await saveAll('old')
        await store.transaction(async (tx) => {
          await tx.delete('old')
          await tx.save(sampleSnapshot('old', { functionName: 'new' }))
          await tx.save(sampleSnapshot('a'))
          await tx.delete('a')
        })
        expect((await store.load('old')).functionName).toBe('new')
        expect(await store.has('a')).toBe(false)
      })

      test('keeps nothing when somebody took one of its ids meanwhile', async () => {
        const work = store.transaction(async (tx) => {
          await tx.save(sampleSnapshot('a'))
          await tx.save(sampleSnapshot('b'))
          await tx.save(sampleSnapshot('b', { functionName: 'mine' }), { replace: true })
          await store.save(sampleSnapshot('b', { functionName: 'theirs' }))
        })
        await expect(work).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
        expect(await store.has('a')).toBe(false)
        expect((await store.load('b')).functionName).toBe('theirs')
      })

      test('keeps a snapshot as it was when it was saved', async () => {
        const snapshot = sampleSnapshot('a')
        await store.transaction(async (tx) => {
          await tx.save(snapshot)
          snapshot.functionName = 'changed'
        })
        expect(await store.load('a')).toStrictEqual(sampleSnapshot('a'))
      })

      test('is over when its work is', async () => {
        let kept: StoreTransaction | undefined
        await store.transaction((tx) => {
          kept = tx
          return Promise.resolve()
        })
        await expect(kept?.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'STORE_CLOSED' })
        await expect(kept?.has('a')).rejects.toMatchObject({ code: 'STORE_CLOSED' })
        expect(await store.has('a')).toBe(false)
      })

      test('that reads and then writes loses no update to another', async () => {
        await store.save(sampleSnapshot('n', { tags: { n: '0' } }))
        const claim = (owner: string) =>
          store.transaction(async (tx) => {
            if (!(await tx.has('claim'))) await tx.save(sampleSnapshot('claim', { tags: { owner } }))
            return owner
          })
        const settled = await Promise.allSettled([claim('x'), claim('y')])
        const winners = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
        expect(winners).toContain((await store.load('claim')).tags.owner)
        expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
          reason: { code: 'DUPLICATE_ID' },
        })
      })
    })

    describe('verify', () => {
      test('counts what is in order', async () => {
        expect(await store.verify()).toEqual({ checked: 0, problems: [] })
        await saveAll('a', 'b')
        expect(await store.verify()).toEqual({ checked: 2, problems: [] })
      })

      test('finds an edited snapshot', async () => {
        const edited: DecisionSnapshot = { ...sampleSnapshot('b'), functionName: 'edited' }
        await store.saveMany([sampleSnapshot('a'), edited])
        const { checked, problems } = await store.verify()
        expect(checked).toBe(2)
        expect(problems).toEqual([
          { id: 'b', code: 'HASH_MISMATCH', message: expect.stringContaining(edited.contentHash) as string },
        ])
      })
    })

    test('is healthy and writable', async () => {
      expect(await store.health()).toEqual({ ok: true, writable: true })
      await saveAll('a')
      expect(await store.health()).toEqual({ ok: true, writable: true })
    })

    describe('close', () => {
      test('may be called twice, and ends everything else', async () => {
        await saveAll('a')
        await store.close()
        await store.close()
        const closed = { code: 'STORE_CLOSED' }
        await expect(store.save(sampleSnapshot('b'))).rejects.toMatchObject(closed)
        await expect(store.saveMany([])).rejects.toMatchObject(closed)
        await expect(store.load('a')).rejects.toMatchObject(closed)
        await expect(store.has('a')).rejects.toMatchObject(closed)
        await expect(store.delete('a')).rejects.toMatchObject(closed)
        await expect(collect(store.query())).rejects.toMatchObject(closed)
        await expect(store.transaction(() => Promise.resolve(1))).rejects.toMatchObject(closed)
        await expect(store.verify()).rejects.toMatchObject(closed)
        await expect(store.health()).rejects.toMatchObject(closed)
      })

      test('ends a query that is under way', async () => {
        await saveAll('a', 'b')
        const seen: string[] = []
        const reading = (async () => {
          for await (const { id } of store.query()) {
            seen.push(id)
            await store.close()
          }
        })()
        await expect(reading).rejects.toMatchObject({ code: 'STORE_CLOSED' })
        expect(seen).toEqual(['a'])
      })

      test('drops a transaction that is under way', async () => {
        const work = store.transaction(async (tx) => {
          await tx.save(sampleSnapshot('a'))
          await store.close()
        })
        await expect(work).rejects.toMatchObject({ code: 'STORE_CLOSED' })
      })
    })
  })
}
