import { once } from 'node:events'
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TLSSocket } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { decision } from '../../../decision/decision.js'
import { capture } from '../../../recording/capture.js'
import { ReplayEngine } from '../../../replay/replay-engine.js'
import { openStore } from '../../../store/open-store.js'
import { freshName, roundTrip } from '../../testing/round-trip.js'
import { selfSigned } from '../../testing/self-signed.js'

const NODE = { http: ['undici', 'node'] } as const
const held = { verdict: 'match', escapes: [] }

/** What a client can see must be equal while it is recorded and replayed: the verdict says so. */
const same = async (code: (url: string) => Promise<unknown>): Promise<unknown> => {
  const { value, replay } = await roundTrip(
    (request, response) => void request.resume().on('end', () => response.end('answer')),
    code,
    NODE,
  )
  expect(replay).toMatchObject({ ...held, replayOutput: value })
  return value
}

const answerTo = async (sent: ClientRequest): Promise<string> =>
  text((await once(sent, 'response'))[0] as IncomingMessage)

const message = (work: () => unknown): string => {
  try {
    work()
    return 'nothing thrown'
  } catch (error) {
    return `${(error as NodeJS.ErrnoException).code}: ${(error as Error).message}`
  }
}

/** Says what it speaks by looking at who asks, as those of `agent-base` do. */
class LookingAgent extends http.Agent {
  constructor() {
    super()
    Reflect.deleteProperty(this, 'protocol')
  }

  get protocol(): string {
    return new Error().stack?.includes('node:http:') === true ? 'http:' : 'https:'
  }

  set protocol(_said: string) {
    // Node's own says it in its constructor.
  }
}

describe('a client cannot tell a replay', () => {
  test('by the states of its socket', async () => {
    const seen = await same(async (url) => {
      const sent = http.get(url)
      const states: unknown[] = []
      const [socket] = (await once(sent, 'socket')) as [Socket]
      const note = (when: string) => () => {
        const { connecting, pending, readyState, destroyed } = socket
        states.push({ when, connecting, pending, readyState, destroyed })
      }
      note('socket')()
      socket.on('connect', note('connect')).on('ready', note('ready'))
      await answerTo(sent)
      return [states, socket instanceof (await import('node:net')).Socket]
    })
    expect(seen).toEqual([
      ['socket', 'connect', 'ready'].map((when) => expect.objectContaining({ when }) as unknown),
      true,
    ])
  })

  test.each<[string, http.AgentOptions]>([
    ['keeps connections', { keepAlive: true }],
    ['does not', {}],
    ['has room for one', { keepAlive: true, maxSockets: 1 }],
  ])('by its agent, which %s', async (_name, options) => {
    const agent = new http.Agent(options)
    const seen = await same(async (url) => {
      const sent = http.request(url, { agent, method: 'POST' })
      const events: string[] = []
      for (const event of ['finish', 'response', 'close']) sent.on(event, () => events.push(event))
      sent.end('question')
      const answer = await answerTo(sent)
      if (!sent.closed) await once(sent, 'close')
      return [answer, events, sent.reusedSocket, (sent as { agent?: unknown }).agent === agent]
    })
    expect(seen).toEqual(['answer', ['finish', 'response', 'close'], false, true])
    agent.destroy()
  })

  test.each<[string, (url: URL) => ClientRequest]>([
    ['none', () => http.get('http://127.0.0.1:1/a b')],
    ['a scheme of the other module', ({ host }) => http.get(`https://${host}`)],
    ['an agent of the other module', (url) => http.get(url, { agent: new https.Agent() })],
    ['an agent that is none', (url) => http.get(url, { agent: {} as never })],
    ['a path with a space', (url) => http.get(url, { path: '/a b' })],
    ['a method that is none', (url) => http.request(url, { method: 'G T' })],
  ])('by what is thrown at once: %s', async (_name, make) => {
    const seen = await same(async (url) => message(() => make(new URL(url)).on('error', () => undefined)))
    expect(seen).toEqual(expect.any(String))
  })

  test('with an agent that says what it speaks by who asks', async () => {
    const agent = new LookingAgent()
    expect(await same((url) => answerTo(http.get(url, { agent })))).toBe('answer')
  })

  test('with null for an agent, which is none', async () => {
    const seen = await same(async (url) => {
      const { hostname, port } = new URL(url)
      return answerTo(http.get({ hostname, port, agent: null as never }))
    })
    expect(seen).toBe('answer')
  })

  test('by a time-out that its agent sets', async () => {
    const { replay, effects } = await roundTrip(
      () => undefined,
      async (url) => {
        const agent = new http.Agent({ timeout: 60 })
        const sent = http.get(url, { agent })
        sent.on('timeout', () => sent.destroy(new Error('too slow')))
        const [error] = (await once(sent, 'error')) as [Error]
        return error.message
      },
      NODE,
    )
    expect(effects).toMatchObject([{ end: 'aborted' }])
    expect(replay).toMatchObject({ ...held, replayOutput: 'too slow' })
  })

  test('by TLS', async () => {
    const server = https.createServer(selfSigned(), (_request, response) => response.end('x'))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const decided = decision(
      freshName(),
      async () => {
        const sent = https.get({ host: '127.0.0.1', port, rejectUnauthorized: false })
        const [socket] = (await once(sent, 'socket')) as [TLSSocket]
        await once(socket, 'secureConnect')
        // A server has not answered by then.
        for (let step = 0; step < 20; step++) await Promise.resolve()
        const answer = await answerTo(sent)
        return [answer, socket.encrypted, typeof socket.getPeerCertificate(), socket.getProtocol()]
      },
      NODE,
    )
    const store = await openStore('memory:')
    const { value, snapshot } = await capture(() => decided(), { store })
    server.closeAllConnections()
    server.close()
    expect(value).toEqual(['x', true, 'object', 'TLSv1.3'])
    expect(await new ReplayEngine(store, { mode: 'strict' }).replay(snapshot.id)).toMatchObject(held)
  })
})

test('nothing of a replay is left in the agent', async () => {
  const agent = new http.Agent({ keepAlive: true })
  let kept: string[] = []
  await same(async (url) => {
    await answerTo(http.get(url, { agent }))
    await new Promise((resolve) => setImmediate(resolve))
    kept = [agent.sockets, agent.freeSockets, agent.requests].flatMap((one) => Object.keys(one))
    agent.destroy()
    return 'done'
  })
  expect(kept).toEqual([])
})

test('100 at once, each with an answer of its own', async () => {
  const { replay } = await roundTrip(
    (request, response) => void response.end(request.url),
    async (url) => {
      const agent = new http.Agent({ keepAlive: true })
      const answers = Array.from({ length: 100 }, (_, index) =>
        answerTo(http.get(`${url}/${index}`, { agent })),
      )
      const all = await Promise.all(answers)
      agent.destroy()
      return all
    },
    NODE,
  )
  expect(replay).toMatchObject({
    ...held,
    replayOutput: Array.from({ length: 100 }, (_, index) => `/${index}`),
  })
})
