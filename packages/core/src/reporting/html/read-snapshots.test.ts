import { expect, test } from 'vitest'
import { openStore } from '../../store/open-store.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { sampleRow } from '../testing/sample-report.js'
import { readSnapshots } from './read-snapshots.js'

async function storeOf(...ids: string[]) {
  const store = await openStore('memory:')
  await store.saveMany(ids.map((id) => sampleSnapshot(id)))
  return store
}

test('reads the recordings of failures first, each once, and leaves out what is not there', async () => {
  const store = await storeOf('a', 'b', 'c')
  const rows = [
    sampleRow({ id: 'a' }),
    sampleRow({ id: 'b', ok: false }),
    sampleRow({ id: 'b' }),
    sampleRow({ id: 'gone', ok: false }),
    sampleRow({ id: 'c', store: 'dir:unknown' }),
    sampleRow({ id: 'toReplayMatching()', kind: 'not-made' }),
  ]
  const open = (name: string) => Promise.resolve(name === 'dir:decisions' ? store : undefined)
  const replayed = sampleSnapshot('b', { outputs: [] })
  const found = await readSnapshots(rows, open, ({ ok }) => (ok ? undefined : replayed))
  expect(found.map((each) => [each.id, each.recorded.id, each.replayed])).toEqual([
    ['b', 'b', replayed],
    ['a', 'a', undefined],
  ])
  expect((await readSnapshots(rows, open, undefined, 1)).map(({ id }) => id)).toEqual(['b'])
  await store.close()
})

test('an error that is not ours is not swallowed', async () => {
  const open = () => Promise.reject(new TypeError('broken'))
  await expect(readSnapshots([sampleRow()], open)).rejects.toThrow('broken')
})
