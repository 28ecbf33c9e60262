import { beforeEach, expect, test } from 'vitest'
import { fingerprint } from '../../../snapshot/fingerprint.js'
import type { SnapshotQuery, SnapshotStore } from '../../store.js'
import { collect, idsOf, sampleSnapshot } from '../sample-snapshot.js'

/** What a query takes and refuses. */
export function testQueries(store: () => SnapshotStore): void {
  const time = (day: number): string => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`
  const model = (modelName: string) => ({ modelName, parameters: {} })

  beforeEach(() =>
    store().saveMany([
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
    [{ fingerprint: fingerprint(sampleSnapshot('a', { moduleName: 'm1' })), tags: { tier: 'gold' } }, ['a']],
    [{ fingerprint: fingerprint(sampleSnapshot('a', { moduleName: 'm1' })), tags: { team: 'ops' } }, []],
    [{ fingerprint: fingerprint(sampleSnapshot('a')) }, []],
    [{ limit: 2 }, ['a', 'b']],
    [{ offset: 3 }, ['d']],
    [{ offset: 9 }, []],
    [{ limit: 0 }, []],
    [{ functionName: 'triage', limit: 1, offset: 1 }, ['b']],
    [{ tags: { team: 'refunds' }, limit: 1, offset: 1 }, ['c']],
  ])('%j gives %j', async (query, ids) => {
    expect(await idsOf(store().query(query))).toEqual(ids)
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
    await expect(collect(store().query(query))).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(key) as string,
    })
  })

  test('takes a key that is undefined for one that is absent', async () => {
    const query = { functionName: undefined, limit: undefined } as unknown as SnapshotQuery
    expect(await idsOf(store().query(query))).toHaveLength(4)
  })
}
