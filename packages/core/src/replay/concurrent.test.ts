import { startHttpServer } from '@retrial/fixtures'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import { ReplayEngine } from './replay-engine.js'

test('50 recordings and 50 replays at once do not mix', async () => {
  let served = 0
  // Same URLs for all, an answer of its own for each call: any mixing shows.
  const server = await startHttpServer(async (request, response) => {
    const answer = `${request.url} ${++served}`
    await delay(served % 4)
    response.writeHead(200, { 'content-type': request.url === '/sse' ? 'text/event-stream' : 'text/plain' })
    response.write(answer.slice(0, 3))
    await delay(served % 3)
    response.end(answer.slice(3))
  })
  let drawn = 0
  const decided = decision(freshName(), async (url: string, run: number) => {
    const read = async (path: string): Promise<string> => (await fetch(url + path)).text()
    const first = await read('/a')
    await new Promise((resolve) => setImmediate(resolve))
    const rest = await Promise.all([
      read('/a'),
      read('/sse'),
      new Promise<string>((resolve, reject) => {
        queueMicrotask(() => void read('/b').then(resolve, reject))
      }),
      effect('draw', async () => `drawn ${++drawn}`),
    ])
    return [run, first, ...rest]
  })
  const store = await openStore('memory:')
  const recorded = await Promise.all(
    Array.from({ length: 50 }, (_, run) =>
      capture(() => decided(server.url, run), { store, id: `run-${run}` }),
    ),
  )
  await server.close()
  expect(new Set(recorded.flatMap(({ value }) => value.slice(1))).size).toBe(250)
  for (const { snapshot } of recorded) expect(snapshot.effects).toHaveLength(5)

  const results = await new ReplayEngine(store, { mode: 'strict' }).replayBatch(
    recorded.map(({ snapshot }) => snapshot.id),
    { concurrency: 50 },
  )
  expect(results.map(({ verdict }) => verdict)).toEqual(recorded.map(() => 'match'))
  expect(results.map(({ replayOutput }) => replayOutput)).toEqual(recorded.map(({ value }) => value))
})

test('a replay inside a recording, and a recording inside a replay, keep to themselves', async () => {
  const server = await startHttpServer((request, response) => void response.end(request.url))
  const store = await openStore('memory:')
  const engine = new ReplayEngine(store)
  const inner = decision(freshName(), async (url: string) => (await fetch(`${url}/inner`)).text())
  const { snapshot } = await capture(() => inner(server.url), { store })
  const outer = decision(freshName(), async (url: string) => {
    const before = await (await fetch(`${url}/before`)).text()
    const { verdict } = await engine.replay(snapshot.id)
    return [before, verdict, await (await fetch(`${url}/after`)).text()]
  })
  const recorded = await capture(() => outer(server.url), { store })
  expect(recorded.value).toEqual(['/before', 'match', '/after'])
  expect(recorded.snapshot.effects).toHaveLength(2)
  await server.close()
  expect(await engine.replay(recorded.snapshot.id)).toMatchObject({ verdict: 'match' })
})
