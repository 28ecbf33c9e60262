import { describe, expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'

/** A store with one recording, of which `answer` makes what a wrapper gives in its place. */
async function recorded(): Promise<{ store: SnapshotStore; other: SnapshotStore }> {
  const decided = decision(freshName(), (text: string) => text.length)
  const [store, other] = [await openStore('memory:'), await openStore('memory:')]
  await capture(() => decided('one'), { store, id: 'a' })
  await capture(() => decided('other'), { store: other, id: 'a' })
  return { store, other }
}

describe('a store whose methods someone has replaced is asked by these', () => {
  test('an object around it', async () => {
    const { store, other } = await recorded()
    const around: SnapshotStore = {
      ...store,
      load: (id) => other.load(id),
      query: (query) => other.query(query),
    }
    const engine = new ReplayEngine(around)
    expect(await engine.replay('a')).toMatchObject({ verdict: 'match', replayOutput: 5 })
    expect(await engine.getReplayStats({})).toMatchObject({ totalReplays: 1, exactMatches: 1 })
    expect(await engine.replayBatch({})).toMatchObject([{ replayOutput: 5 }])
  })

  test('the store itself, also one that cannot load without waiting', async () => {
    const { store, other } = await recorded()
    store.load = (id) => other.load(id)
    expect(await new ReplayEngine(store).replay('a')).toMatchObject({ verdict: 'match', replayOutput: 5 })
  })

  test('a query that gives nothing counts nothing', async () => {
    const { store } = await recorded()
    store.query = async function* () {
      // Nothing.
    }
    expect(await new ReplayEngine(store).getReplayStats({})).toMatchObject({ totalReplays: 0 })
  })
})
