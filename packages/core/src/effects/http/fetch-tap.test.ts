import { startHttpServer } from '@retrial/fixtures'
import * as undici from 'undici'
import { expect, test, vi } from 'vitest'
import { decision } from '../../decision/decision.js'
import { capture } from '../../recording/capture.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import { openStore } from '../../store/open-store.js'
import { freshName, roundTrip } from '../testing/round-trip.js'
import { openFetchTap } from './fetch-tap.js'

const by = (dispatcher: unknown): RequestInit => ({ dispatcher }) as unknown as RequestInit

test.each<[string, (url: string) => undici.Dispatcher]>([
  ['an agent', () => new undici.Agent()],
  ['a pool', (url) => new undici.Pool(url)],
  ['a composed agent', () => new undici.Agent().compose(undici.interceptors.retry())],
])('fetch with a dispatcher of its own is taped: %s', async (_name, make) => {
  let dispatcher: undici.Dispatcher | undefined
  const { effects, requests, replay } = await roundTrip(
    (request, response) => void response.end(request.url),
    async (url) => {
      dispatcher ??= make(url)
      return (await fetch(`${url}/own`, { method: 'POST', body: 'x', ...by(dispatcher) })).text()
    },
  )
  await dispatcher?.destroy()
  expect(effects).toMatchObject([{ request: { method: 'POST', body: 'x' }, response: { chunks: ['/own'] } }])
  expect(requests).toBe(1)
  expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
})

test('a request that was not recorded does not get out', async () => {
  const server = await startHttpServer((_request, response) => void response.end('x'))
  const agent = new undici.Agent()
  let replaying = false
  const decided = decision(freshName(), async () =>
    replaying ? (await fetch(server.url, by(agent))).status : 0,
  )
  const store = await openStore('memory:')
  const { snapshot } = await capture(() => decided(), { store })
  replaying = true
  const result = await new ReplayEngine(store).replay(snapshot.id)
  await agent.close()
  await server.close()
  expect(result).toMatchObject({ verdict: 'miss', escapes: [], replayOutput: 424 })
})

test('in place only while a scope is open', async () => {
  const before = globalThis.fetch
  const decided = decision(freshName(), async () => fetch === before)
  expect((await capture(() => decided())).value).toBe(false)
  expect(globalThis.fetch).toBe(before)
  const [first, second] = [openFetchTap(), openFetchTap()]
  first()
  expect(globalThis.fetch).not.toBe(before)
  second()
  expect(globalThis.fetch).toBe(before)
})

test('outside a scope a dispatcher is handed on as it is', async () => {
  const original = globalThis.fetch
  const spy = vi.fn(async () => new Response('spied'))
  globalThis.fetch = spy
  const close = openFetchTap()
  const init = by(new undici.Agent())
  await fetch('http://nowhere.invalid/', init)
  close()
  expect(globalThis.fetch).toBe(spy)
  globalThis.fetch = original
  expect(spy.mock.lastCall).toEqual(['http://nowhere.invalid/', init])
  expect((spy.mock.lastCall as unknown[])[1]).toBe(init)
})

test('a spy that is put over it and taken away leaves one tap at most', async () => {
  const before = globalThis.fetch
  const close = openFetchTap()
  const taped = globalThis.fetch
  const spy = vi.spyOn(globalThis, 'fetch')
  close()
  spy.mockRestore()
  expect(globalThis.fetch).toBe(taped)
  openFetchTap()()
  expect(globalThis.fetch).toBe(taped)
  globalThis.fetch = before
})
