import { startHttpServer, type HttpServer } from '@retrial/fixtures'
import * as undici from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { scopes } from '../../decision/scope.js'
import type { HttpScope } from './caught-request.js'
import { installHttpTap } from './tap.js'
import type { Dispatch } from './undici.js'

const SLOTS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name))
const realm = globalThis as unknown as Record<symbol, undici.Dispatcher | undefined>
const before = SLOTS.map((slot) => realm[slot])

let server: HttpServer
beforeAll(async () => {
  server = await startHttpServer((request, response) => void response.end(`${request.method} ${request.url}`))
})
afterAll(() => server.close())
afterEach(() => {
  for (const [index, slot] of SLOTS.entries()) if (before[index] !== undefined) realm[slot] = before[index]
})

/** Passes everything on, and notes it. */
function listening(): HttpScope & { seen: string[] } {
  const seen: string[] = []
  return {
    seen,
    decide: () => undefined,
    effect: async () => undefined,
    tapsNode: false,
    exchange: (request) => {
      const { method, path } = request.target
      seen.push(`${method} ${path}`)
      request.pass()
    },
  }
}

const get = async (path: string): Promise<string> => (await fetch(server.url + path)).text()

test('a request outside a scope goes straight through', async () => {
  const agent = new undici.Agent()
  undici.setGlobalDispatcher(agent)
  const dispatch = vi.spyOn(agent, 'dispatch')
  installHttpTap()
  expect(await (await undici.request(`${server.url}/a`)).body.text()).toBe('GET /a')
  expect(dispatch).toHaveBeenCalledTimes(1)
  // The very options and handler of the client, not copies.
  const [options, handler] = [
    { origin: server.url, path: '/b', method: 'GET' as const },
    {
      onRequestStart: vi.fn(),
      onResponseStart: vi.fn(),
      onResponseData: vi.fn(),
      onResponseEnd: vi.fn(),
      onResponseError: vi.fn(),
    },
  ]
  undici.getGlobalDispatcher().dispatch(options, handler)
  expect(dispatch.mock.lastCall).toEqual([options, handler])
  expect(dispatch.mock.lastCall![1]).toBe(handler)
  await expect.poll(() => handler.onResponseEnd.mock.calls.length).toBe(1)
  await agent.close()
})

test('a request inside a scope goes through it, of fetch and of npm undici', async () => {
  installHttpTap()
  const scope = listening()
  await scopes.run(scope, async () => {
    expect(await get('/a')).toBe('GET /a')
    expect(await (await undici.request(`${server.url}/b`)).body.text()).toBe('GET /b')
    expect(
      await (
        await undici.getGlobalDispatcher().request({ origin: server.url, path: '/c', method: 'GET' })
      ).body.text(),
    ).toBe('GET /c')
  })
  expect(scope.seen).toEqual(['GET /a', 'GET /b', 'GET /c'])
})

test('installing again changes nothing; a dispatcher set since is tapped', async () => {
  installHttpTap()
  const once = SLOTS.map((slot) => realm[slot])
  installHttpTap()
  expect(SLOTS.map((slot) => realm[slot])).toEqual(once)
  for (const [index, slot] of SLOTS.entries()) expect(realm[slot]).toBe(once[index])

  const agent = new undici.Agent()
  undici.setGlobalDispatcher(agent)
  const [untapped, tapped] = [listening(), listening()]
  await scopes.run(untapped, () => get('/a'))
  installHttpTap()
  await scopes.run(tapped, () => get('/b'))
  expect([untapped.seen, tapped.seen]).toEqual([[], ['GET /b']])
  await agent.close()
})

test('a dispatcher around a tapped one is seen once, and composed ones are seen', async () => {
  undici.setGlobalDispatcher(new undici.Agent())
  installHttpTap()
  const scope = listening()
  await scopes.run(scope, async () => {
    const composed = undici
      .getGlobalDispatcher()
      .compose(
        (dispatch) => (options, handler) => dispatch({ ...options, path: `${options.path}!` }, handler),
      )
    await (await composed.request({ origin: server.url, path: '/a', method: 'GET' })).body.text()
    undici.setGlobalDispatcher(new undici.RetryAgent(undici.getGlobalDispatcher()))
    installHttpTap()
    await (await undici.request(`${server.url}/b`)).body.text()
  })
  expect(scope.seen).toEqual(['GET /a!', 'GET /b'])
})

describe('the tapped dispatcher is still the one it was', () => {
  test('by class, methods and state', async () => {
    const agent = new undici.Agent({ connections: 1 })
    undici.setGlobalDispatcher(agent)
    installHttpTap()
    const tapped = undici.getGlobalDispatcher()
    expect(tapped).not.toBe(agent)
    expect(tapped).toBeInstanceOf(undici.Agent)
    const connected = vi.fn()
    tapped.on('connect', connected)
    await (await undici.request(server.url)).body.text()
    expect(connected).toHaveBeenCalledTimes(1)
    await tapped.close()
    expect((agent as unknown as { closed: boolean }).closed).toBe(true)
    await expect(undici.request(server.url)).rejects.toThrow('The client is')
  })

  test('a MockAgent still answers', async () => {
    const agent = new undici.MockAgent()
    agent.disableNetConnect()
    undici.setGlobalDispatcher(agent)
    installHttpTap()
    ;(undici.getGlobalDispatcher() as undici.MockAgent)
      .get('http://mocked')
      .intercept({ path: '/x', method: 'POST', body: 'hi' })
      .reply(200, 'mocked')
    const scope = listening()
    const text = await scopes.run(scope, async () =>
      (await undici.fetch('http://mocked/x', { method: 'POST', body: 'hi' })).text(),
    )
    expect(text).toBe('mocked')
    expect(scope.seen).toEqual(['POST /x'])
    await agent.close()
  })
})

test.each([
  ['an upgrade', { upgrade: 'websocket' }],
  ['CONNECT', { method: 'CONNECT' }],
])('%s is not HTTP: it passes by the scope', (_case, more) => {
  const dispatch = vi.fn<Dispatch>(() => true)
  const slot = SLOTS[0]!
  realm[slot] = { dispatch } as unknown as undici.Dispatcher
  installHttpTap()
  const scope = listening()
  const options = { origin: 'http://h', path: '/', method: 'GET', ...more }
  scopes.run(scope, () => realm[slot]!.dispatch(options as never, {}))
  expect(scope.seen).toEqual([])
  expect(dispatch).toHaveBeenCalledWith(options, {})
})

test('fetch says `upgrade: null`, which is none', () => {
  const slot = SLOTS[0]!
  realm[slot] = { dispatch: () => true } as unknown as undici.Dispatcher
  installHttpTap()
  const scope = listening()
  scopes.run(scope, () => realm[slot]!.dispatch({ path: '/', method: 'GET', upgrade: null }, {}))
  expect(scope.seen).toEqual(['GET /'])
})
