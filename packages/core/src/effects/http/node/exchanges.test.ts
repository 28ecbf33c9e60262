import { once } from 'node:events'
import http, { ClientRequest, get, request, type RequestOptions } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { exchanges, roundTrip, type RoundTrip } from '../../testing/round-trip.js'
import { factsOf, type Facts } from './testing/facts-of.js'

const NODE = { http: ['undici', 'node'] } as const
type Handler = Parameters<typeof roundTrip>[0]

const trip = <T>(handler: Handler, code: (url: string) => Promise<T>): Promise<RoundTrip<T>> =>
  roundTrip(handler, code, NODE)

/** Sends one request, and tells all of it. */
async function send(url: string, options: RequestOptions = {}, body?: string): Promise<Facts> {
  const sent = http.request(url, options)
  const facts = factsOf(sent)
  sent.end(body)
  return facts
}

const bodyOf = async (message: AsyncIterable<unknown>): Promise<string> => {
  let body = ''
  for await (const chunk of message) body += String(chunk)
  return body
}

const echo: Handler = async (message, response) => {
  response.writeHead(200, { 'content-type': 'text/plain' })
  response.end(`${message.method} ${message.url} ${await bodyOf(message)}`)
}

const sse =
  (end: 'end' | 'destroy'): Handler =>
  async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const data of ['one', 'two', 'three']) {
      response.write(`data: ${data}\n\n`)
      await delay(15)
    }
    response[end]()
  }

describe('answers', () => {
  const cases: Record<string, [Handler, RequestOptions?, string?]> = {
    'a GET': [echo],
    'a GET with a body': [echo, { method: 'GET', headers: { 'content-length': 2 } }, 'hi'],
    'a DELETE with a body': [echo, { method: 'DELETE', headers: { 'content-length': 2 } }, 'hi'],
    'a POST that says it keeps the connection': [
      echo,
      { method: 'POST', headers: { connection: 'keep-alive' } },
      'x',
    ],
    'a POST over an agent that does': [
      echo,
      { method: 'POST', agent: new http.Agent({ keepAlive: true }) },
      'x',
    ],
    'a POST over no agent': [echo, { method: 'POST', agent: false }, 'x'],
    'headers as a list': [echo, { method: 'POST', headers: ['content-type', 'text/plain'] }, 'x'],
    'a method of its own': [echo, { method: 'PROPFIND' }],
    HEAD: [
      (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 5 }).end(),
      { method: 'HEAD' },
    ],
    'HEAD, keeping the connection': [
      (_request, response) => void response.writeHead(200, { etag: '"a"' }).end(),
      { method: 'HEAD', headers: { connection: 'keep-alive' } },
    ],
    '204': [(_request, response) => void response.writeHead(204).end()],
    '204, keeping the connection': [
      (_request, response) => void response.writeHead(204).end(),
      { headers: { connection: 'keep-alive' } },
    ],
    '304': [(_request, response) => void response.writeHead(304, { etag: '"a"' }).end()],
    '302, followed by nobody': [
      (_request, response) => void response.writeHead(302, { location: '/b' }).end(),
    ],
    '404': [(_request, response) => void response.writeHead(404, 'Gone fishing').end('none')],
    '500': [(_request, response) => void response.writeHead(500).end('{"error":"x"}')],
    '799': [(_request, response) => void response.writeHead(799).end('odd')],
    'no body': [(_request, response) => void response.end()],
    'a stream': [sse('end')],
    'a stream over a kept connection': [sse('end'), { headers: { connection: 'keep-alive' } }],
    'a stream that is cut': [sse('destroy')],
    'a body that is cut': [
      (_request, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('half')
        setTimeout(() => response.destroy(), 20)
      },
    ],
    'a connection that is hung up on': [(message) => void message.socket.destroy()],
  }

  test.each(Object.entries(cases))('%s', async (_name, [handler, options, body]) => {
    const { value, effects, replay } = await trip(handler, (url) => send(`${url}/a?b=1`, options, body))
    expect(effects).toHaveLength(1)
    expect(replay).toMatchObject({ verdict: 'match', escapes: [], replayOutput: value })
  })

  test('chunks of a stream come one by one, as it came', async () => {
    const { value, effects, replay } = await trip(sse('end'), send)
    expect(value.chunks).toEqual(['data: one\n\n', 'data: two\n\n', 'data: three\n\n'])
    expect(effects).toMatchObject([
      { end: 'done', response: { chunks: value.chunks.map(() => expect.anything()) } },
    ])
    expect(replay.verdict).toBe('match')
  })

  test.each<[string, Handler, object]>([
    ['cut', sse('destroy'), { end: 'cut', error: { message: 'aborted', code: 'ECONNRESET' } }],
    ['done', sse('end'), { end: 'done' }],
    [
      'error',
      (message) => void message.socket.destroy(),
      { end: 'error', error: { message: 'socket hang up', code: 'ECONNRESET' } },
    ],
  ])('it is written down how one ended: %s', async (_name, handler, effect) => {
    const recorded = await trip(handler, send)
    expect(exchanges(recorded)).toMatchObject([effect])
  })

  test('a stream is handed on while it is being recorded', async () => {
    let let_go = (): void => undefined
    const { value } = await trip(
      (_request, response) => {
        response.write('first')
        let_go = () => void response.end()
      },
      async (url) => {
        const sent = get(url)
        const [response] = (await once(sent, 'response')) as [http.IncomingMessage]
        const [first] = (await once(response, 'data')) as [Buffer]
        // The server waits for this: a tap that waited for the end would wait for good.
        let_go()
        await once(response, 'end')
        return String(first)
      },
    ).catch((error: unknown) => ({ value: error }))
    expect(value).toBe('first')
  })

  test('8 MiB', async () => {
    const big = Buffer.alloc(8 * 1024 * 1024, 'x')
    const { effects, replay } = await trip(
      (_request, response) => void response.end(big),
      async (url) => (await send(url)).chunks.join('').length,
    )
    expect(effects).toHaveLength(1)
    expect(replay).toMatchObject({ verdict: 'match', replayOutput: big.length })
  })
})

describe('failures', () => {
  test('a connection that is refused', async () => {
    const { value, effects, replay } = await trip(echo, () => send('http://127.0.0.1:1/x'))
    expect(value.events).toEqual(['error ECONNREFUSED connect ECONNREFUSED 127.0.0.1:port'])
    expect(effects).toMatchObject([{ end: 'error', error: { code: 'ECONNREFUSED' } }])
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test.each(['setTimeout', 'option'])('a client that gives up waiting: %s', async (way) => {
    const { value, effects, replay } = await trip(
      () => undefined,
      async (url) => {
        const sent = http.request(url, way === 'option' ? { timeout: 60 } : {})
        if (way === 'setTimeout') sent.setTimeout(60)
        sent.on('timeout', () => sent.destroy(new Error('too slow')))
        const facts = factsOf(sent)
        sent.end()
        return facts
      },
    )
    expect(value.events).toEqual(['timeout', 'error undefined too slow'])
    expect(effects).toMatchObject([{ end: 'aborted' }])
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('a signal that aborts the wait', async () => {
    const { value, effects, replay } = await trip(
      () => undefined,
      (url) => send(url, { signal: AbortSignal.timeout(60) }),
    )
    expect(value.events).toEqual([expect.stringContaining('ABORT_ERR')])
    expect(effects).toMatchObject([{ end: 'aborted' }])
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('a reader that walks away in the middle of a stream', async () => {
    const { value, effects, replay } = await trip(
      (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/event-stream' }).write('first'),
      async (url) => {
        const sent = get(url)
        const [response] = (await once(sent, 'response')) as [http.IncomingMessage]
        for await (const chunk of response) return String(chunk)
        return 'nothing'
      },
    )
    expect(value).toBe('first')
    expect(effects).toMatchObject([{ end: 'aborted', response: { chunks: ['first'] } }])
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('a request that is destroyed before it is sent is on no tape', async () => {
    const { effects, replay } = await trip(echo, async (url) => {
      const sent = http.request(url, { method: 'POST' })
      const facts = factsOf(sent)
      sent.destroy()
      return facts
    })
    expect(effects).toEqual([])
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })
})

describe('bodies that are sent', () => {
  const upload = (write: (sent: ClientRequest) => unknown): Promise<RoundTrip<Facts>> =>
    trip(echo, async (url) => {
      const sent = http.request(url, { method: 'POST' })
      const facts = factsOf(sent)
      await write(sent)
      return facts
    })

  test.each<[string, (sent: ClientRequest) => unknown]>([
    ['in pieces', (sent) => (sent.write('pie'), sent.write(Buffer.from('ce')), sent.end('s'))],
    ['in another encoding', (sent) => sent.end('7069656365 73'.replace(' ', ''), 'hex')],
    ['with callbacks', (sent) => (sent.write('pieces', () => undefined), sent.end(() => undefined))],
    [
      'after waiting for each piece',
      async (sent) => {
        await new Promise((resolve) => sent.write('pie', resolve))
        await new Promise((resolve) => sent.write('ces', resolve))
        sent.end()
      },
    ],
    [
      'from a buffer that is used again',
      (sent) => {
        const buffer = Buffer.from('pieces')
        sent.end(buffer)
      },
    ],
  ])('%s', async (_name, write) => {
    const recorded = await upload(write)
    expect(recorded.value.chunks).toEqual(['POST / pieces'])
    expect(exchanges(recorded)).toMatchObject([{ request: { body: 'pieces' } }])
    expect(recorded.replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('of a length that was said before, after waiting for the last piece', async () => {
    const { replay } = await trip(echo, async (url) => {
      const sent = http.request(url, { method: 'POST', headers: { 'content-length': 6 } })
      const facts = factsOf(sent)
      await new Promise((resolve) => sent.write('pieces', resolve))
      sent.end()
      return facts
    })
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('2 MiB through a pipe, and its end is told of', async () => {
    const { Readable } = await import('node:stream')
    const { pipeline } = await import('node:stream/promises')
    const { replay } = await trip(
      async (message, response) => void response.end(String((await bodyOf(message)).length)),
      async (url) => {
        const sent = http.request(url, { method: 'PUT' })
        const facts = factsOf(sent)
        await pipeline(Readable.from(Array.from({ length: 32 }, () => Buffer.alloc(65_536, 'x'))), sent)
        return facts
      },
    )
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('1.6 MB, each piece waiting for the one before', async () => {
    const { replay } = await trip(
      async (message, response) => void response.end(String((await bodyOf(message)).length)),
      async (url) => {
        const sent = http.request(url, { method: 'PUT' })
        const facts = factsOf(sent)
        for (let piece = 0; piece < 8; piece++)
          await new Promise((resolve) => sent.write(Buffer.alloc(200_000), resolve))
        sent.end()
        return facts
      },
    )
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('one that the server is asked about first', async () => {
    const { effects, replay } = await trip(echo, async (url) => {
      const sent = http.request(url, {
        method: 'POST',
        headers: { expect: '100-continue', 'content-length': 2 },
      })
      const facts = factsOf(sent)
      sent.flushHeaders()
      await once(sent, 'continue')
      sent.end('hi')
      return facts
    })
    expect(effects).toMatchObject([{ request: { body: 'hi' } }])
    expect(replay).toMatchObject({ verdict: 'match', escapes: [] })
  })
})

describe('ways to ask', () => {
  const all: [string, (url: URL) => ClientRequest][] = [
    ['a text', (url) => http.get(url.href)],
    ['a URL', (url) => http.get(url)],
    ['options', ({ hostname, port }) => http.get({ host: hostname, port, path: '/x?a=1' })],
    ['a URL and options that win', (url) => http.get(new URL('/y', url), { path: '/x?a=1' })],
    ['a URL and a callback', (url) => http.get(url, () => undefined)],
    ['a named import', (url) => request(url).end()],
    ['the class', (url) => new ClientRequest(url).end()],
    ['http.ClientRequest', (url) => new http.ClientRequest(url.href).end()],
  ]
  test.each(all)('%s', async (_name, make) => {
    const recorded = await trip(echo, async (url) => factsOf(make(new URL('/x?a=1', url))))
    expect(recorded.value.chunks).toEqual(['GET /x?a=1 '])
    expect(exchanges(recorded)).toMatchObject([
      { request: { method: 'GET', url: expect.stringMatching(/^http:\/\/127.0.0.1:\d+\/x\?a=1$/) } },
    ])
    expect(recorded.replay).toMatchObject({ verdict: 'match', escapes: [] })
  })
})
