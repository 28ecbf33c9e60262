import { startHttpServer } from '@retrial/fixtures'
import * as undici from 'undici'
import { describe, expect, test, vi } from 'vitest'
import { decision } from '../../decision/decision.js'
import { effect } from '../../decision/effect.js'
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

describe('a body', () => {
  /** What kind of body the dispatcher below the tap is given: as it was, or as undici has taken it apart. */
  async function handedOn(
    init: RequestInit,
    call = (...args: Parameters<typeof fetch>) => fetch(...args),
  ): Promise<unknown> {
    const server = await startHttpServer((request, response) => void request.pipe(response))
    const agent = new undici.Agent()
    const bodies: unknown[] = []
    const dispatch = agent.dispatch.bind(agent)
    agent.dispatch = (options, handler) => {
      bodies.push(options.body)
      return dispatch(options, handler)
    }
    const send = { method: 'POST', ...init, ...by(agent) }
    const decided = decision(freshName(), () =>
      effect('inside', async () => (await call(server.url, send)).text()),
    )
    const { value } = await capture(() => decided())
    await agent.close()
    await server.close()
    return [
      value,
      typeof bodies[0] === 'string' || bodies[0] instanceof Uint8Array ? bodies[0] : 'taken apart',
    ]
  }
  const bytes = Uint8Array.from([104, 105])

  test.each<[string, NonNullable<RequestInit['body']>, unknown]>([
    ['text', 'hi \ud800 there', 'hi \ufffd there'],
    ['bytes', bytes, bytes],
    ['a file', new Blob(['hi']), 'taken apart'],
    ['a form', new URLSearchParams({ a: 'b' }), 'taken apart'],
  ])('that is %s is handed on as it was given where its bytes are at hand', async (_name, body, given) => {
    const [echoed, handed] = (await handedOn({ body })) as [string, unknown]
    expect(handed).toEqual(given)
    expect(echoed).toBe(await new Response(body).text())
  })

  test('is what undici makes of it where fetch was kept from before', async () => {
    expect(await handedOn({ body: 'x' }, fetch)).toEqual(['x', 'taken apart'])
  })

  test('outside a scope is what undici makes of it', async () => {
    const close = openFetchTap()
    let given: unknown
    const agent = new undici.Agent().compose(() => (options, handler) => {
      given = options.body
      handler.onResponseError?.({} as never, new Error('enough'))
      return true
    })
    await expect(
      fetch('http://nowhere.invalid/', { method: 'POST', body: 'x', ...by(agent) }),
    ).rejects.toThrow()
    close()
    expect(given).not.toBe('x')
  })

  test('is what it was at the call', async () => {
    const { effects, replay } = await roundTrip(
      (request, response) => void request.pipe(response),
      async (url) => {
        const body = Buffer.from('before')
        const answer = fetch(url, { method: 'POST', body })
        body.write('after!')
        return (await answer).text()
      },
    )
    expect(effects).toMatchObject([{ request: { body: 'before' }, response: { chunks: ['before'] } }])
    expect(replay.verdict).toBe('match')
  })

  test('is sent on to where a redirect leads', async () => {
    const { effects, value, replay } = await roundTrip(
      (request, response) =>
        void (request.url === '/to'
          ? request.pipe(response)
          : response.writeHead(307, { location: '/to' }).end()),
      async (url) => (await fetch(`${url}/from`, { method: 'POST', body: 'x' })).text(),
    )
    expect(value).toBe('x')
    expect(effects).toMatchObject([{ request: { body: 'x' } }, { request: { body: 'x' } }])
    expect(replay.verdict).toBe('match')
  })
})
