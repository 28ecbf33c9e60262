import { startHttpServer, type HttpServer } from '@retrial/fixtures'
import axios from 'axios'
import { once } from 'node:events'
import http, { get as namedGet, request as namedRequest } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configure } from '../../../configure.js'
import { decision } from '../../../decision/decision.js'
import { effect } from '../../../decision/effect.js'
import { capture } from '../../../recording/capture.js'
import { ReplayEngine } from '../../../replay/replay-engine.js'
import { openStore } from '../../../store/open-store.js'
import { nextMacrotask } from '../../../timers.js'
import { freshName, roundTrip } from '../../testing/round-trip.js'
import { openNodeTap } from './tap.js'
import { selfSigned } from '../../testing/self-signed.js'

const NODE = { http: ['undici', 'node'] } as const

let server: HttpServer
beforeAll(async () => {
  server = await startHttpServer((request, response) => {
    if (request.url?.startsWith('/close') === true) response.setHeader('connection', 'close')
    response.end(`${request.method} ${request.url} ${String(request.headers.connection)}`)
  })
})
afterAll(() => server.close())

const read = (url: string, options: http.RequestOptions = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    http
      .get(url, options, (response) => {
        resolve(text(response))
      })
      .on('error', reject)
  })

const builtin = () => [
  http.request,
  http.get,
  http.ClientRequest,
  https.request,
  https.get,
  namedRequest,
  namedGet,
]

/** Named imports see it one turn longer. */
const builtinThen = async () => {
  await nextMacrotask()
  return builtin()
}

describe('in place only while a scope asks for it', () => {
  const before = builtin()

  test('a decision that asks for it, recorded and replayed', async () => {
    const seen: unknown[][] = []
    const { replay } = await roundTrip(
      (_request, response) => void response.end('x'),
      async (url) => {
        seen.push(builtin())
        return read(url)
      },
      NODE,
    )
    expect(replay.verdict).toBe('match')
    expect(seen).toHaveLength(2)
    for (const [index, original] of before.entries())
      for (const during of seen) expect(during[index]).not.toBe(original)
    expect(seen[0]![0]).toBe(seen[0]![5])
    expect(await builtinThen()).toEqual(before)
  })

  test('not for one that does not ask', async () => {
    await nextMacrotask()
    const decided = decision(freshName(), async () => builtin().every((one, index) => one === before[index]))
    expect((await capture(() => decided())).value).toBe(true)
  })

  test('for all, where configure() says so; a decision that says otherwise is left alone', async () => {
    configure({ http: ['undici', 'node'] })
    const left = decision(freshName(), async () => http.get === before[1], { http: ['undici'] })
    const taken = decision(freshName(), async () => read(`${server.url}/all`))
    expect((await capture(() => left())).value).toBe(true)
    expect((await capture(() => taken())).snapshot.effects).toHaveLength(1)
    configure({ http: ['undici'] })
    expect((await capture(() => taken())).escapes).toHaveLength(1)
  })

  test.each([
    [
      'a throw at once',
      () => {
        throw new RangeError('no')
      },
    ],
    [
      'a throw later',
      async () => {
        throw new RangeError('no')
      },
    ],
    ['a value that cannot be kept', async () => () => 5],
  ])('put back after %s', async (_name, fn) => {
    const decided = decision(freshName(), fn, NODE)
    await expect(capture(() => decided())).rejects.toThrow()
    expect(await builtinThen()).toEqual(before)
  })

  test('put back after a thunk that calls two decisions', async () => {
    const decided = decision(freshName(), async () => 1, NODE)
    await expect(capture(() => [decided(), decided()])).rejects.toThrow('called 2 decisions')
    expect(await builtinThen()).toEqual(before)
  })

  test('as long as one of several is open', async () => {
    const [first, second] = [openNodeTap(), openNodeTap()]
    first()
    first()
    expect(http.get).not.toBe(before[1])
    second()
    expect(await builtinThen()).toEqual(before)
  })

  test('what someone else puts over it stays, and works', async () => {
    const close = openNodeTap()
    const tapped = http.get
    const mine = ((...args: Parameters<typeof http.get>) => tapped(...args)) as typeof http.get
    http.get = mine
    close()
    expect(http.get).toBe(mine)
    expect(await read(`${server.url}/mine`)).toContain('/mine')
    // Over it once more: still seen once.
    const decided = decision(freshName(), async () => read(`${server.url}/again`), NODE)
    const { snapshot, escapes } = await capture(() => decided())
    http.get = before[1] as typeof http.get
    expect(snapshot.effects).toHaveLength(1)
    expect(escapes).toEqual([])
  })

  test('1,000 times on and off leave nothing behind', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const decided = decision(freshName(), async () => read(server.url), NODE)
    const store = await openStore('memory:')
    const { snapshot } = await capture(() => decided(), { store })
    const engine = new ReplayEngine(store)
    const round = async (times: number): Promise<number> => {
      for (let time = 0; time < times; time++)
        expect((await engine.replay(snapshot.id)).verdict).toBe('match')
      collect()
      await new Promise((resolve) => setTimeout(resolve, 20))
      collect()
      return process.memoryUsage().heapUsed
    }
    const listeners = () => process.eventNames().map((name) => process.listenerCount(name))
    const warm = await round(200)
    const heard = listeners()
    const after = await round(1_000)
    expect(listeners()).toEqual(heard)
    expect(await builtinThen()).toEqual(before)
    // Kept, a request with its sockets and parsers is more than 20 KB.
    expect((after - warm) / 1_000).toBeLessThan(3_000)
  })
})

describe('requests outside a scope, while one is open', () => {
  test('keep their agent and its connections', async () => {
    const close = openNodeTap()
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const sent = http.get(server.url, { agent })
    const [response] = (await once(sent, 'response')) as [http.IncomingMessage]
    await text(response)
    const again = http.get(server.url, { agent })
    await text((await once(again, 'response'))[0] as http.IncomingMessage)
    expect(again.reusedSocket).toBe(true)
    expect((again as { agent?: unknown }).agent).toBe(agent)
    agent.destroy()
    close()
  })

  test('the classes of fetch stay what they are', async () => {
    const names = ['Headers', 'Request', 'Response', 'fetch'] as const
    const before = names.map((name) => globalThis[name])
    const { set, append } = Headers.prototype
    const { value, replay } = await roundTrip(
      (_request, response) => void response.end('x'),
      async (url) => {
        await read(url)
        return [Headers, Request, Response].map((one, index) => one === before[index])
      },
      NODE,
    )
    expect(value).toEqual([true, true, true])
    expect(replay.verdict).toBe('match')
    expect([Headers.prototype.set, Headers.prototype.append]).toEqual([set, append])
  })
})

describe('requests inside a scope', () => {
  test('go over the agent of the client while they are recorded', async () => {
    const agent = new http.Agent({ keepAlive: true })
    const decided = decision(
      freshName(),
      async () => {
        const sent = http.get(`${server.url}/kept`, { agent })
        return text((await once(sent, 'response'))[0] as http.IncomingMessage)
      },
      NODE,
    )
    const first = await capture(() => decided())
    const second = await capture(() => decided())
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1)
    agent.destroy()
    expect([first.value, second.value]).toEqual(Array(2).fill('GET /kept keep-alive'))
    expect([...first.escapes, ...second.escapes]).toEqual([])
  })

  test('that wait for their turn open no connection of their own', async () => {
    const agent = new http.Agent({ maxSockets: 1 })
    const { replay, effects } = await roundTrip(
      (request, response) => {
        response.setHeader('connection', 'close')
        response.end(request.url)
      },
      (url) => Promise.all(['/a', '/b', '/c'].map((path) => read(url + path, { agent }))),
      NODE,
    )
    expect(effects).toHaveLength(3)
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
    const decided = decision(
      freshName(),
      () => Promise.all(['/close/a', '/close/b'].map((path) => read(server.url + path, { agent }))),
      NODE,
    )
    expect((await capture(() => decided())).escapes).toEqual([])
  })

  test('that are given up before they are sent leave no connection behind', async () => {
    const decided = decision(
      freshName(),
      async () => {
        http
          .request(server.url)
          .on('error', () => undefined)
          .destroy()
        await new Promise((resolve) => setImmediate(resolve))
      },
      NODE,
    )
    const { snapshot, escapes } = await capture(() => decided())
    expect([snapshot.effects, escapes]).toEqual([[], []])
  })

  test('draw nothing from the chance of the decision, recorded or replayed', async () => {
    const { replay } = await roundTrip(
      (_request, response) => void response.end('x'),
      async (url) => {
        const post = http.request(url, { method: 'POST' })
        post.write('in two')
        post.end(' pieces')
        const [response] = (await once(post, 'response')) as [http.IncomingMessage]
        return [Math.random(), await text(response), Math.random(), await read(url), Math.random()]
      },
      NODE,
    )
    expect(replay).toMatchObject({ verdict: 'match' })
  })

  test('inside an effect are part of it', async () => {
    const { effects, replay } = await roundTrip(
      (_request, response) => void response.end('x'),
      (url) => effect('ask', () => read(url)),
      NODE,
    )
    expect(effects).toMatchObject([{ kind: 'call', name: 'ask' }])
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('an upgrade is no exchange, and an escape', async () => {
    const decided = decision(
      freshName(),
      async () => {
        const sent = http.get(server.url, { headers: { connection: 'upgrade', upgrade: 'websocket' } })
        return text((await once(sent, 'response'))[0] as http.IncomingMessage)
      },
      NODE,
    )
    const { snapshot, escapes } = await capture(() => decided())
    expect(snapshot.effects).toEqual([])
    expect(escapes).toEqual([`GET ${server.url}/`])
  })

  test('50 at once do not mix', async () => {
    let served = 0
    const own = await startHttpServer(async (request, response) => {
      const answer = `${request.url} ${++served}`
      await new Promise((resolve) => setTimeout(resolve, served % 4))
      response.write(answer.slice(0, 3))
      response.end(answer.slice(3))
    })
    const agent = new http.Agent({ keepAlive: true })
    const decided = decision(
      freshName(),
      async (url: string, run: number) => {
        const first = await read(`${url}/a`, { agent })
        const rest = await Promise.all([
          read(`${url}/a`),
          axios.get<string>(`${url}/b`, { adapter: 'http', responseType: 'text' }).then(({ data }) => data),
          fetch(`${url}/a`).then((response) => response.text()),
        ])
        return [run, first, ...rest]
      },
      NODE,
    )
    const store = await openStore('memory:')
    const recorded = await Promise.all(
      Array.from({ length: 50 }, (_, run) =>
        capture(() => decided(own.url, run), { store, id: `node-run-${run}` }),
      ),
    )
    agent.destroy()
    await own.close()
    expect(new Set(recorded.flatMap(({ value }) => value.slice(1))).size).toBe(200)
    const results = await new ReplayEngine(store, { mode: 'strict' }).replayBatch(
      recorded.map(({ snapshot }) => snapshot.id),
      { concurrency: 50 },
    )
    expect(results.map(({ verdict }) => verdict)).toEqual(recorded.map(() => 'match'))
  })
})

describe('a client is exchanged for another', () => {
  const byFetch = async (url: string): Promise<unknown> => {
    const response = await fetch(`${url}/x?b=2&a=1`, {
      method: 'POST',
      body: JSON.stringify({ q: 'ü' }),
      headers: { 'content-type': 'application/json' },
    })
    return [response.status, await response.text()]
  }
  const byAxios = async (url: string): Promise<unknown> => {
    const { status, data } = await axios.post<string>(
      `${url}/x?a=1&b=2`,
      { q: 'ü' },
      { adapter: 'http', responseType: 'text' },
    )
    return [status, data]
  }
  test.each([
    ['axios for fetch', byFetch, byAxios],
    ['fetch for axios', byAxios, byFetch],
  ])('%s', async (_name, first, then) => {
    let now = first
    const { replay, effects } = await roundTrip(
      (_request, response) => void response.end('answered'),
      async (url) => {
        const value = await now(url)
        now = then
        return value
      },
      NODE,
    )
    expect(effects).toHaveLength(1)
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })
})

describe('what the tape does not hold', () => {
  test.each<[string, string, string]>([
    ['NO_MATCH', '/first', '/second'],
    ['EXHAUSTED', '/first', '/first'],
  ])('%s is answered 424, and nothing is sent', async (kind, first, second) => {
    let replaying = false
    const status = async (url: string): Promise<unknown> => {
      const { status, data } = await axios.get<unknown>(url, { adapter: 'http', validateStatus: () => true })
      return replaying ? [status, data] : 'recorded'
    }
    const { replay, requests } = await roundTrip(
      (_request, response) => void response.end('x'),
      async (url) => {
        const values = [await status(url + first)]
        if (replaying) values.push(await status(url + second))
        replaying = true
        return values
      },
      NODE,
    )
    expect(requests).toBe(1)
    expect(replay).toMatchObject({
      verdict: 'miss',
      escapes: [],
      misses: [{ kind }],
      replayOutput: [expect.anything(), [424, { error: { code: 'EFFECT_MISS' } }]],
    })
  })

  test('a request made after the replay was stopped is not sent', async () => {
    let replaying = false
    let late: Promise<unknown> = Promise.resolve()
    const own = await startHttpServer((request, response) => void response.end(request.url))
    const seen: string[] = []
    const decided = decision(
      freshName(),
      async () => {
        if (!replaying) return 'recorded'
        await new Promise((resolve) => setTimeout(resolve, 300))
        late = axios
          .get(`${own.url}/late`, { adapter: 'http', validateStatus: () => true })
          .then(({ status }) => status)
        await late
        seen.push('sent')
        return 'recorded'
      },
      NODE,
    )
    const store = await openStore('memory:')
    const { snapshot } = await capture(() => decided(), { store })
    replaying = true
    expect(await new ReplayEngine(store, { timeoutMs: 30 }).replay(snapshot.id)).toMatchObject({
      verdict: 'timeout',
    })
    await new Promise((resolve) => setTimeout(resolve, 350))
    expect(await late).toBe(424)
    await own.close()
  })
})

test('https, by a URL and by options', async () => {
  const secure = https.createServer(selfSigned(), (request, response) => {
    response.end(`secure ${request.url}`)
  })
  secure.listen(0, '127.0.0.1')
  await once(secure, 'listening')
  const { port } = secure.address() as AddressInfo
  const trusting = { rejectUnauthorized: false }
  const decided = decision(
    freshName(),
    async () => {
      const requests = [
        https.get(`https://127.0.0.1:${port}/a`, trusting),
        https.get({ host: '127.0.0.1', port, path: '/b', agent: new https.Agent(trusting) }),
        http.get({
          protocol: 'https:',
          host: '127.0.0.1',
          port,
          path: '/c',
          agent: new https.Agent(trusting),
        }),
      ]
      const texts = requests.map(async (sent) =>
        text((await once(sent, 'response'))[0] as http.IncomingMessage),
      )
      const byAxios = axios.get<string>(`https://127.0.0.1:${port}/d`, {
        adapter: 'http',
        httpsAgent: new https.Agent(trusting),
      })
      return [...(await Promise.all(texts)), (await byAxios).data]
    },
    NODE,
  )
  const store = await openStore('memory:')
  const { snapshot, value, escapes } = await capture(() => decided(), { store })
  secure.closeAllConnections()
  secure.close()
  expect(value).toEqual(['secure /a', 'secure /b', 'secure /c', 'secure /d'])
  expect(escapes).toEqual([])
  expect(snapshot.effects).toMatchObject(
    ['a', 'b', 'c', 'd'].map((path) => ({ request: { url: `https://127.0.0.1:${port}/${path}` } })),
  )
  expect(await new ReplayEngine(store, { mode: 'strict' }).replay(snapshot.id)).toMatchObject({
    verdict: 'match',
    escapes: [],
  })
})

test.each([[['node', 'http2']], ['node'], [{}]])('http: %j is no list of taps', (given) => {
  const message = /http of .* must be a list of 'undici' and 'node'/
  expect(() => decision(freshName(), () => 1, { http: given as never })).toThrow(message)
  expect(() => {
    configure({ http: given as never })
  }).toThrow(message)
})
