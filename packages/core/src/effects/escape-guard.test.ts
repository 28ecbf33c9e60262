import { startHttpServer, type HttpServer } from '@retrial/fixtures'
import { once } from 'node:events'
import { Agent, get, request } from 'node:http'
import { connect, createServer, Socket } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import * as undici from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { capture } from '../recording/capture.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import type { ReplayResult } from '../replay/types.js'
import { explainResult } from '../reporting/explain-result.js'
import { openStore } from '../store/open-store.js'
import { freshName } from './testing/round-trip.js'

let server: HttpServer
beforeAll(async () => {
  server = await startHttpServer((request, response) => void response.end(request.url))
})
afterAll(() => server.close())

/** Replays code whose recording it is itself: whatever the tape does not serve shows. */
async function replayOf(code: () => unknown, timeoutMs = 2_000): Promise<ReplayResult> {
  const decided = decision(freshName(), async () => code())
  const store = await openStore('memory:')
  const { snapshot } = await capture(() => decided(), { store })
  return new ReplayEngine(store, { timeoutMs }).replay(snapshot.id)
}

const httpGet = (path: string, agent?: Agent): Promise<string> =>
  new Promise((resolve, reject) => {
    get(server.url + path, { ...(agent === undefined ? {} : { agent }) }, (response) => {
      resolve(textOf(response))
    }).on('error', reject)
  })

describe('escapes', () => {
  test('node:http', async () => {
    const result = await replayOf(() => httpGet('/path?api_key=s3cr3t&b=1'))
    expect(result).toMatchObject({ verdict: 'escaped', status: 'failed', outputsMatch: true })
    expect(result.escapes).toEqual([`GET ${server.url}/path?api_key=%5Bredacted%3Aapi-key%5D&b=1`])
    expect(explainResult(result)).toEqual([
      'the code reached the network around the tape (0 recorded, 0 used):',
      expect.stringMatching(/^ {2}GET http:\/\/127.*\/path/),
      expect.stringContaining('effect(name, fn), use global fetch, or'),
    ])
  })

  test('node:http over a connection that was opened before', async () => {
    const agent = new Agent({ keepAlive: true })
    await httpGet('/warm', agent)
    const result = await replayOf(() => httpGet('/again', agent))
    agent.destroy()
    expect(result).toMatchObject({ verdict: 'escaped', escapes: [`GET ${server.url}/again`] })
  })

  test('node:http that fails before its body is out, over a connection that was opened before', async () => {
    const agent = new Agent({ keepAlive: true })
    await httpGet('/warm', agent)
    const result = await replayOf(async () => {
      const asked = request(`${server.url}/half`, { method: 'POST', agent })
      const failed = once(asked, 'error')
      asked.write('half')
      asked.once('socket', (socket) => setImmediate(() => socket.destroy(new Error('broken'))))
      return String((await failed)[0])
    })
    agent.destroy()
    expect(result).toMatchObject({ verdict: 'escaped', escapes: [`POST ${server.url}/half`] })
  })

  test('fetch with a dispatcher of its own, of npm undici too', async () => {
    const agent = new undici.Agent()
    const result = await replayOf(async () => [
      await (await undici.fetch(`${server.url}/own`, { dispatcher: agent })).text(),
      await (
        await undici.request(`${server.url}/own2`, { method: 'POST', body: 'x', dispatcher: agent })
      ).body.text(),
    ])
    await agent.close()
    expect(result).toMatchObject({
      verdict: 'escaped',
      escapes: [`GET ${server.url}/own`, `POST ${server.url}/own2`],
    })
  })

  test('a global dispatcher that is set inside the decision', async () => {
    const before = undici.getGlobalDispatcher()
    const result = await replayOf(async () => {
      const agent = new undici.Agent()
      undici.setGlobalDispatcher(agent)
      const text = await (await fetch(`${server.url}/swapped`)).text()
      undici.setGlobalDispatcher(before)
      await agent.close()
      return text
    })
    expect(result).toMatchObject({ verdict: 'escaped', escapes: [`GET ${server.url}/swapped`] })
  })

  test.each<[string, (port: number) => Socket]>([
    ['net.connect', (port) => connect(port, '127.0.0.1')],
    ['a socket that connects by itself', (port) => new Socket().connect(port, '127.0.0.1')],
    // The other side speaks no TLS; the connection is made all the same.
    ['tls.connect', (port) => connectTls({ port, host: '127.0.0.1' })],
  ])('%s', async (_name, open) => {
    const tcp = createServer((socket) => socket.end('hello'))
    tcp.listen(0, '127.0.0.1')
    await once(tcp, 'listening')
    const { port } = tcp.address() as { port: number }
    const result = await replayOf(async () => textOf(open(port)).catch(() => 'broken'))
    tcp.close()
    expect(result.verdict).toBe('escaped')
    expect(result.escapes).toEqual([`a connection to 127.0.0.1:${port}`])
  })

  test('a connection that is refused', async () => {
    const result = await replayOf(
      () =>
        new Promise((resolve) => {
          get('http://127.0.0.1:1/').on('error', ({ message }) => {
            resolve(message)
          })
        }),
    )
    expect(result.verdict).toBe('escaped')
    expect(result.escapes).toHaveLength(1)
  })

  test.each<[string, string, () => Socket]>([
    ['refused', 'localhost:1', () => connect(1)],
    ['to nowhere', '/nowhere.sock', () => connect('/nowhere.sock')],
  ])('a connection %s is named as the code asked for it', async (_name, to, open) => {
    const result = await replayOf(async () => once(open(), 'error').then(() => 'failed'))
    expect(result.escapes).toEqual([`a connection to ${to}`])
  })

  test('an upgrade', async () => {
    const result = await replayOf(
      () =>
        new Promise((resolve) => {
          request(server.url, { headers: { connection: 'upgrade', upgrade: 'websocket' } })
            .on('error', () => {
              resolve('refused')
            })
            .on('response', (response) => {
              response.resume()
              resolve('answered')
            })
            .end()
        }),
    )
    expect(result.verdict).toBe('escaped')
  })

  test('a miss and a timeout come first, and the escapes are told all the same', async () => {
    let replaying = false
    const missing = await replayOf(async () => {
      await httpGet('/x')
      if (replaying) await fetch(server.url).catch(() => undefined)
      replaying = true
    })
    expect(missing).toMatchObject({ verdict: 'miss', escapes: [`GET ${server.url}/x`] })
    let second = false
    const late = await replayOf(async () => {
      await httpGet('/y')
      if (second) await new Promise(() => undefined)
      second = true
    }, 200)
    expect(late).toMatchObject({ verdict: 'timeout', outputsMatch: null, escapes: [`GET ${server.url}/y`] })
  })
})

describe('no false alarm', () => {
  test('for what the tape serves', async () => {
    const result = await replayOf(async () => [
      await (await fetch(`${server.url}/a`, { method: 'POST', body: 'x' })).text(),
      await (await undici.request(`${server.url}/b`)).body.text(),
      await effect('http', () => httpGet('/inside an effect'.replaceAll(' ', '-'))),
    ])
    expect(result).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('for a socket that was opened outside', async () => {
    const tcp = createServer((socket) => socket.pipe(socket))
    tcp.listen(0, '127.0.0.1')
    await once(tcp, 'listening')
    const socket: Socket = connect((tcp.address() as { port: number }).port, '127.0.0.1')
    await once(socket, 'connect')
    const result = await replayOf(async () => {
      socket.write('x')
      return String((await once(socket, 'data'))[0])
    })
    socket.destroy()
    tcp.close()
    expect(result).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('for the network use of others at the same time', async () => {
    const over = new AbortController()
    const others = (async () => {
      while (!over.signal.aborted) await httpGet('/other')
    })()
    const result = await replayOf(async () => {
      const text = await (await fetch(`${server.url}/own`)).text()
      await new Promise((resolve) => setTimeout(resolve, 30))
      return text
    })
    over.abort()
    await others
    expect(result).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('for a server that accepts connections of others', async () => {
    let port = 0
    const client = setInterval(() => {
      if (port !== 0)
        connect(port, '127.0.0.1')
          .on('error', () => undefined)
          .end()
    }, 5)
    const result = await replayOf(async () => {
      const tcp = createServer((socket) => socket.destroy())
      tcp.listen(0, '127.0.0.1')
      await once(tcp, 'listening')
      port = (tcp.address() as { port: number }).port
      await once(tcp, 'connection')
      port = 0
      tcp.close()
      return 'accepted'
    })
    clearInterval(client)
    expect(result).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('while recording', async () => {
    const decided = decision(freshName(), () => httpGet('/recorded'))
    const { value, snapshot } = await capture(() => decided())
    expect(value).toBe('/recorded')
    expect(snapshot.effects).toEqual([])
  })
})
