import { expect, test } from 'vitest'
import { fingerprint } from '../snapshot/fingerprint.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { findDuplicates } from './find-duplicates.js'
import { openStore } from './open-store.js'
import { idsOf, sampleSnapshot } from './testing/sample-snapshot.js'

const asking = (id: string, text: string, overrides: Partial<DecisionSnapshot> = {}): DecisionSnapshot =>
  sampleSnapshot(id, { inputs: [{ name: 'input', value: text, dataType: 'string' }], ...overrides })

const answers = [
  asking('a', 'hello'),
  asking('b', 'bye'),
  asking('c', 'only once'),
  asking('d', 'bye', { outputs: [{ name: 'result', value: 'other', dataType: 'string' }] }),
  asking('e', 'hello', { createdAt: '2027-01-01T00:00:00.000Z', tags: { team: 'refunds' } }),
  asking('f', 'hello', { functionName: 'route' }),
  asking('g', 'hello', { tags: { team: 'refunds' } }),
]

async function storeWith(...snapshots: DecisionSnapshot[]) {
  const store = await openStore('memory:')
  await store.saveMany(snapshots)
  return store
}

test('groups what answers one question, in the order of ids', async () => {
  const store = await storeWith(...answers)
  const found = await findDuplicates(store)
  expect(found).toEqual([
    { fingerprint: fingerprint(asking('x', 'hello')), ids: ['a', 'e', 'g'] },
    { fingerprint: fingerprint(asking('x', 'bye')), ids: ['b', 'd'] },
  ])
  for (const group of found)
    expect(await idsOf(store.query({ fingerprint: group.fingerprint }))).toEqual(group.ids)
})

test('looks only at what the query means', async () => {
  const store = await storeWith(...answers)
  const ids = (await findDuplicates(store, { tags: { team: 'refunds' } })).map((group) => group.ids)
  expect(ids).toEqual([['e', 'g']])
  await expect(findDuplicates(store, { tag: {} } as object)).rejects.toMatchObject({ code: 'INVALID_OPTION' })
})

test('finds nothing where nothing is asked twice', async () => {
  expect(await findDuplicates(await storeWith())).toEqual([])
  expect(await findDuplicates(await storeWith(asking('a', 'hello'), asking('b', 'bye')))).toEqual([])
})
