import DataLoader from 'dataloader'
import { setTimeout as delay } from 'node:timers/promises'
import PQueue from 'p-queue'
import { startHttpServer } from '@retrial/fixtures'
import { describe, expect, test } from 'vitest'
import { bind } from '../decision/bind.js'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import { ReplayEngine } from './replay-engine.js'
import type { ReplayResult } from './types.js'

const RUNS = 20
type Code = (url: string, run: number) => Promise<unknown>

/** Records 20 calls at once against a server whose every answer is another, closes it, and replays all at once. */
async function twenty(code: Code): Promise<{
  values: unknown[]
  snapshots: DecisionSnapshot[]
  results: ReplayResult[]
  asked: number
}> {
  let asked = 0
  const server = await startHttpServer(async (request, response) => {
    const answer = `${request.url} #${++asked}`
    await delay(asked % 3)
    response.end(answer)
  })
  const decided = decision(freshName(), code)
  const store = await openStore('memory:')
  const recorded = await Promise.all(
    Array.from({ length: RUNS }, (_, run) =>
      capture(() => decided(server.url, run), { store, id: `r${run}` }),
    ),
  )
  await server.close()
  const before = asked
  const results = await new ReplayEngine(store, { mode: 'strict' }).replayBatch(
    recorded.map(({ snapshot }) => snapshot.id),
    { concurrency: RUNS },
  )
  expect(asked).toBe(before)
  return {
    values: recorded.map(({ value }) => value),
    snapshots: recorded.map(({ snapshot }) => snapshot),
    results,
    asked,
  }
}

const get = async (url: string): Promise<string> => (await fetch(url)).text()

describe('a queue made outside the decision, busy when it adds', () => {
  const busyQueue = (): PQueue => {
    const queue = new PQueue({ concurrency: 1 })
    void queue.add(() => delay(10))
    return queue
  }

  test('bound work is of the decision that added it', async () => {
    const queue = busyQueue()
    const { values, snapshots, results } = await twenty(async (url, run) => {
      const first = queue.add(bind(() => get(`${url}/same`)))
      const second = queue.add(bind(async () => effect('draw', (n: number) => n, run)))
      return [await first, await second]
    })
    expect(new Set(values.map(String)).size).toBe(RUNS)
    expect(snapshots.map(({ effects }) => effects.length)).toEqual(snapshots.map(() => 2))
    expect(results.map(({ verdict }) => verdict)).toEqual(results.map(() => 'match'))
    expect(results.map(({ replayOutput }) => replayOutput)).toEqual(values)
  })

  test('without bind it is of whoever came before, or of nobody', async () => {
    const queue = busyQueue()
    const { snapshots } = await twenty(async (url) => {
      return queue.add(() => get(`${url}/same`))
    })
    expect(snapshots.map(({ effects }) => effects.length)).not.toEqual(snapshots.map(() => 1))
  })

  test('an effect around it needs no bind: its answer goes to the decision that asked', async () => {
    const queue = busyQueue()
    const { values, results } = await twenty(async (url, run) =>
      effect('ask', (n: number) => queue.add(() => get(`${url}/${n}`)), run),
    )
    expect(results.map(({ verdict, replayOutput }) => [verdict, replayOutput])).toEqual(
      values.map((value) => ['match', value]),
    )
  })

  test('bind inside an effect keeps what is done there off the tapes of others', async () => {
    const queue = new PQueue({ concurrency: 1 })
    const { values, snapshots, results } = await twenty(async (url, run) => {
      // From now on the queue works in the scope of this decision, for others too.
      void queue.add(() => delay(1))
      return effect('ask', (n: number) => queue.add(bind(() => get(`${url}/${n}`))), run)
    })
    expect(snapshots.map(({ effects }) => effects.length)).toEqual(snapshots.map(() => 1))
    expect(results.map(({ verdict, replayOutput }) => [verdict, replayOutput])).toEqual(
      values.map((value) => ['match', value]),
    )
  })
})

describe('a batcher made outside the decision', () => {
  interface Batcher {
    readonly load: (key: string) => Promise<string>
    readonly sizes: number[]
    url: string
  }
  const batcher = (): Batcher => {
    const sizes: number[] = []
    const loader = new DataLoader<string, string>(
      async (keys) => {
        sizes.push(keys.length)
        const answer = await get(`${made.url}/batch?keys=${keys.join()}`)
        return keys.map((key) => `${key} of ${answer}`)
      },
      { cache: false, batchScheduleFn: (go) => setTimeout(go, 5) },
    )
    const made: Batcher = { load: (key) => loader.load(key), sizes, url: '' }
    return made
  }

  test('wrapped by the key in an effect, every decision has what it asked for, and batches stay', async () => {
    const loader = batcher()
    const { values, snapshots, results, asked } = await twenty(async (url, run) => {
      loader.url = url
      return Promise.all([effect('load', loader.load, `k${run}`), effect('load', loader.load, 'shared')])
    })
    // One request for many decisions.
    expect(asked).toBeLessThan(RUNS)
    expect(Math.max(...loader.sizes)).toBeGreaterThan(2)
    for (const [run, { effects }] of snapshots.entries()) {
      expect(effects).toMatchObject([
        { kind: 'call', name: 'load', args: [`k${run}`] },
        { kind: 'call', name: 'load', args: ['shared'] },
      ])
    }
    expect(results.map(({ verdict, replayOutput }) => [verdict, replayOutput])).toEqual(
      values.map((value) => ['match', value]),
    )
    expect(loader.sizes.reduce((sum, size) => sum + size)).toBe(RUNS * 2)
  })

  test('bind is no help there: one request serves several decisions, and is of the first one only', async () => {
    const loader = batcher()
    const { snapshots } = await twenty(async (url, run) => {
      loader.url = url
      return bind(loader.load)(`k${run}`)
    })
    expect(snapshots.some(({ effects }) => effects.length === 0)).toBe(true)
  })
})
