import { expect, test } from 'vitest'
import { createStore } from '../store/create-store.js'
import { memoryBackend } from '../store/memory-store.js'
import type { SnapshotStore } from '../store/store.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { findRecorded } from './find-recorded.js'

async function filled(store: SnapshotStore): Promise<SnapshotStore> {
  await store.save(sampleSnapshot('refunds/gold'))
  return store
}

const inMemory = (): Promise<SnapshotStore> => filled(createStore('memory:', memoryBackend('memory:')))

/** A store that can only be read by waiting. */
const elsewhere = (): Promise<SnapshotStore> => {
  const backend = memoryBackend('memory:')
  return filled(createStore('far:', { ...backend, read: async (id) => backend.read(id) }))
}

test('what can be read at once is there at once', async () => {
  expect(findRecorded(await inMemory(), 'refunds/gold')).toStrictEqual(sampleSnapshot('refunds/gold'))
})

test('a store that can only be read by waiting is waited for', async () => {
  const found = findRecorded(await elsewhere(), 'refunds/gold')
  expect(found).toBeInstanceOf(Promise)
  expect(await found).toStrictEqual(sampleSnapshot('refunds/gold'))
})

test.each([
  ['at once', inMemory],
  ['by waiting', elsewhere],
])('of one that is not there, in a store that is read %s, what lies near is told', async (_how, make) => {
  expect(await findRecorded(await make(), 'refunds/gald')).toMatchObject({
    verdict: 'missing',
    error: { message: expect.stringContaining('Did you mean "refunds/gold"?') as string },
  })
})

test('a store that is closed is the mistake of the caller', async () => {
  const store = await inMemory()
  await store.close()
  await expect(findRecorded(store, 'refunds/gold')).rejects.toMatchObject({ code: 'STORE_CLOSED' })
})
