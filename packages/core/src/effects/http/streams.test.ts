import type { ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { createGzip, type Gzip } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { Lockstep } from '../testing/matrix/lockstep.js'
import { exchanges, outcomeOf, roundTrip } from '../testing/round-trip.js'

const SSE = { 'content-type': 'text/event-stream' }

/** How many chunks were sent, and how many of them the reader has: each is sent when the one before has arrived. */
let pace: Lockstep
let sent: number
beforeEach(() => {
  pace = new Lockstep()
  sent = 0
})
const arrival = (): Promise<void> => pace.until(++sent)

/** Writes chunks that reach the client one by one, however busy the machine is. */
async function trickle(response: ServerResponse, chunks: readonly (string | Uint8Array)[]): Promise<void> {
  for (const chunk of chunks) {
    response.write(chunk)
    await arrival()
  }
}

/** Writes each text into `gzip` so that it arrives by itself. */
async function trickleInto(gzip: Gzip, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    gzip.write(text)
    await new Promise<void>((resolve) => {
      gzip.flush(resolve)
    })
    await arrival()
  }
}

/**
 * Every chunk as the reader gets it, in hex, and how reading ended.
 *
 * @param tell the server. Of several readers of one answer one does.
 */
async function chunksOf(body: AsyncIterable<Uint8Array>, tell = true): Promise<unknown[]> {
  const chunks: unknown[] = []
  chunks.push(
    await outcomeOf(
      (async () => {
        for await (const chunk of body) {
          chunks.push(Buffer.from(chunk).toString('hex'))
          if (tell) pace.seen()
        }
        return 'done'
      })(),
    ),
  )
  return chunks
}

const events = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `data: {"n":${index}}\n\n`)
const hex = (text: string): string => Buffer.from(text).toString('hex')

describe('server-sent events', () => {
  test('chunk by chunk', async () => {
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, SSE)
        await trickle(response, events(12))
        response.end()
      },
      async (url) => chunksOf((await fetch(url)).body!),
    )
    expect(trip.value).toEqual([...events(12).map(hex), 'done'])
    expect(exchanges(trip)[0]!.response!.chunks).toEqual(events(12))
    expect(trip.replay.verdict).toBe('match')
  })

  test('named ones are kept as lines, and JSON among them as text', async () => {
    const pieces = ['event: a\ndata: {"n":1}\n\n', '{"n":2}', '{\n  "n": 3\n}\n']
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, SSE)
        await trickle(response, pieces)
        response.end()
      },
      async (url) => chunksOf((await fetch(url)).body!),
    )
    expect(trip.value).toEqual([...pieces.map(hex), 'done'])
    expect(exchanges(trip)[0]!.response!.chunks).toEqual([
      { lines: ['event: a', 'data: {"n":1}', '', ''] },
      '{"n":2}',
      { lines: ['{', '  "n": 3', '}', ''] },
    ])
    expect(trip.replay.verdict).toBe('match')
  })

  test('a character split over two chunks', async () => {
    const bytes = Buffer.from('data: 🎈é\n\n')
    const parts = [bytes.subarray(0, 8), bytes.subarray(8, 11), bytes.subarray(11)]
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, SSE)
        await trickle(response, parts)
        response.end()
      },
      async (url) => {
        const response = await fetch(url)
        const [one, other] = [response.clone(), response]
        return [await chunksOf(one.body!), await other.text()]
      },
    )
    expect(trip.value).toEqual([[...parts.map((part) => part.toString('hex')), 'done'], 'data: 🎈é\n\n'])
    expect(trip.replay.verdict).toBe('match')
  })

  test('compressed, with the boundaries of what was flushed', async () => {
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, { ...SSE, 'content-encoding': 'gzip' })
        const gzip = createGzip()
        gzip.pipe(response)
        await trickleInto(gzip, events(6))
        gzip.end()
      },
      async (url) => chunksOf((await fetch(url)).body!),
    )
    expect(trip.value).toEqual([...events(6).map(hex), 'done'])
    expect(exchanges(trip)[0]!.response).toMatchObject({ coding: 'gzip', chunks: events(6) })
    expect(trip.replay.verdict).toBe('match')
  })

  test('more chunks than a coder takes listeners, without a warning', async () => {
    const warnings: Error[] = []
    const listen = (warning: Error): void => void warnings.push(warning)
    process.on('warning', listen)
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, { ...SSE, 'content-encoding': 'gzip' })
        const gzip = createGzip()
        gzip.pipe(response)
        for (const event of events(25)) {
          gzip.write(event)
          await new Promise<void>((resolve) => {
            gzip.flush(resolve)
          })
          await delay(2)
        }
        gzip.end()
      },
      async (url) => (await fetch(url)).text(),
    )
    await delay(5)
    process.off('warning', listen)
    expect(trip.value).toBe(events(25).join(''))
    expect(trip.replay.verdict).toBe('match')
    expect(warnings).toEqual([])
  })

  test.each(['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/json-seq'])(
    '%s is a stream too',
    async (type) => {
      const lines = ['{"a":1}\n', '{"b":2}\n']
      const trip = await roundTrip(
        async (_request, response) => {
          response.writeHead(200, { 'content-type': type })
          await trickle(response, lines)
          response.end()
        },
        async (url) => chunksOf((await fetch(url)).body!),
      )
      expect(trip.value).toEqual([...lines.map(hex), 'done'])
      expect(trip.replay.verdict).toBe('match')
    },
  )
})

describe('failures', () => {
  const CUT = {
    class: 'TypeError',
    name: 'TypeError',
    message: 'terminated',
    cause: { code: 'UND_ERR_SOCKET' },
  }

  test('a stream that the server cuts', async () => {
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, SSE)
        await trickle(response, events(3))
        response.destroy()
      },
      async (url) => chunksOf((await fetch(url)).body!),
    )
    expect(trip.value).toMatchObject([...events(3).map(hex), CUT])
    expect(exchanges(trip)[0]).toMatchObject({ end: 'cut', error: { code: 'UND_ERR_SOCKET' } })
    expect(trip.replay.verdict).toBe('match')
  })

  test('a body that ends before its content-length', async () => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '100' })
        response.write('half', () => response.destroy())
      },
      async (url) => outcomeOf(fetch(url).then((response) => response.text())),
    )
    expect(trip.value).toMatchObject({ ...CUT, cause: { name: 'SocketError' } })
    expect(trip.replay.verdict).toBe('match')
  })

  test('a compressed stream that is cut', async () => {
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, { ...SSE, 'content-encoding': 'gzip' })
        const gzip = createGzip()
        gzip.on('data', (bytes) => response.write(bytes))
        await trickleInto(gzip, events(3))
        response.destroy()
      },
      async (url) => chunksOf((await fetch(url)).body!),
    )
    expect(exchanges(trip)[0]).toMatchObject({ end: 'cut', response: { coding: 'gzip', chunks: events(3) } })
    expect(trip.value).toMatchObject([...events(3).map(hex), { message: 'terminated' }])
    expect(trip.replay.verdict).toBe('match')
  })

  test('a connection that is closed before any answer', async () => {
    const trip = await roundTrip(
      (_request, response) => void response.destroy(),
      async (url) => outcomeOf(fetch(url)),
    )
    expect(trip.value).toMatchObject({
      class: 'TypeError',
      message: 'fetch failed',
      cause: { code: 'UND_ERR_SOCKET' },
    })
    expect(exchanges(trip)[0]).toMatchObject({ end: 'error' })
    expect(exchanges(trip)[0]!.response).toBeUndefined()
    expect(trip.replay.verdict).toBe('match')
  })

  test('a refused connection', async () => {
    const port = await closedPort()
    const trip = await roundTrip(
      () => undefined,
      async () => outcomeOf(fetch(`http://127.0.0.1:${port}/`)),
    )
    expect(trip.value).toMatchObject({
      class: 'TypeError',
      message: 'fetch failed',
      cause: { code: 'ECONNREFUSED' },
    })
    expect(exchanges(trip)[0]).toMatchObject({ end: 'error', error: { code: 'ECONNREFUSED' } })
    expect(trip.replay.verdict).toBe('match')
  })

  async function closedPort(): Promise<number> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    await new Promise((resolve) => server.close(resolve))
    return typeof address === 'object' && address !== null ? address.port : 0
  }
})

describe('a consumer that walks away', () => {
  const endless = async (_request: unknown, response: ServerResponse): Promise<void> => {
    response.writeHead(200, SSE)
    for (let index = 0; !response.destroyed && index < 500; index++)
      await trickle(response, [`data: ${index}\n\n`])
  }

  test('aborts in the middle of a stream', async () => {
    const trip = await roundTrip(endless, async (url) => {
      const abort = new AbortController()
      const response = await fetch(url, { signal: abort.signal })
      const seen: string[] = []
      const ended = await outcomeOf(
        (async () => {
          for await (const chunk of response.body!) {
            seen.push(Buffer.from(chunk).toString())
            if (seen.length === 3) abort.abort()
            else pace.seen()
          }
        })(),
      )
      return [seen, ended]
    })
    expect(trip.value).toMatchObject([['data: 0\n\n', 'data: 1\n\n', 'data: 2\n\n'], { name: 'AbortError' }])
    expect(exchanges(trip)[0]).toMatchObject({ end: 'aborted' })
    expect(exchanges(trip)[0]).not.toHaveProperty('error')
    expect(trip.replay.verdict).toBe('match')
  })

  test('stops reading with break, and with cancel', async () => {
    const trip = await roundTrip(endless, async (url) => {
      const seen: string[] = []
      for await (const chunk of (await fetch(url)).body!) {
        seen.push(Buffer.from(chunk).toString())
        if (seen.length === 2) break
        pace.seen()
      }
      const reader = (await fetch(url)).body!.getReader()
      seen.push(Buffer.from((await reader.read()).value).toString())
      await reader.cancel()
      return seen
    })
    expect(trip.value).toEqual(['data: 0\n\n', 'data: 1\n\n', 'data: 0\n\n'])
    expect(exchanges(trip).map(({ end }) => end)).toEqual(['aborted', 'aborted'])
    expect(trip.replay.verdict).toBe('match')
  })

  test('gives up before any answer', async () => {
    const trip = await roundTrip(
      () => undefined,
      async (url) =>
        outcomeOf(fetch(url, { method: 'POST', body: '{"slow":true}', signal: AbortSignal.timeout(60) })),
    )
    expect(trip.value).toMatchObject({ name: 'TimeoutError' })
    expect(exchanges(trip)).toMatchObject([{ end: 'aborted' }])
    expect(trip.replay.verdict).toBe('match')
  })

  test('had given up before it asked: nothing is recorded', async () => {
    const trip = await roundTrip(
      () => undefined,
      async (url) => outcomeOf(fetch(url, { signal: AbortSignal.abort() })),
    )
    expect(trip.value).toMatchObject({ name: 'AbortError' })
    expect(trip.effects).toEqual([])
    expect(trip.replay.verdict).toBe('match')
  })

  test('gives up while its own body is still being read', async () => {
    const trip = await roundTrip(
      () => undefined,
      async (url) => {
        const abort = new AbortController()
        const body = new ReadableStream({
          async pull() {
            abort.abort()
            await delay(10)
          },
        })
        return outcomeOf(fetch(url, { method: 'POST', body, duplex: 'half', signal: abort.signal }))
      },
    )
    expect(trip.value).toMatchObject({ name: 'AbortError' })
    expect(trip.requests).toBe(0)
    expect(trip.replay.verdict).toBe('match')
  })
})

describe('reading', () => {
  test('a body that nobody reads', async () => {
    const trip = await roundTrip(
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('unread'),
      async (url) => (await fetch(url)).status,
    )
    expect(exchanges(trip)[0]).toMatchObject({ end: 'done', response: { chunks: ['unread'] } })
    expect(trip.replay.verdict).toBe('match')
  })

  test('a body larger than the buffers that nobody reads', async () => {
    const trip = await roundTrip(
      (_request, response) => void response.end(Buffer.alloc(4 * 1024 * 1024)),
      async (url) => (await fetch(url)).status,
    )
    expect(trip.value).toBe(200)
    expect(exchanges(trip)[0]).toMatchObject({ end: 'aborted' })
    expect(trip.replay.verdict).toBe('match')
  })

  test('a slow reader is not overrun, and misses nothing', async () => {
    const chunk = 'x'.repeat(50_000)
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, SSE)
        for (let index = 0; index < 60; index++) {
          if (!response.write(`${index}:${chunk}\n`))
            await new Promise((resolve) => response.once('drain', resolve))
        }
        response.end()
      },
      async (url) => {
        let text = ''
        for await (const part of (await fetch(url)).body!) {
          text += Buffer.from(part).toString()
          await delay(1)
        }
        return [text.length, text.split('\n').map((line) => Number.parseInt(line))]
      },
    )
    expect(trip.value).toEqual([
      60 * 50_001 + 110 + 60,
      [...Array.from({ length: 60 }, (_, index) => index), Number.NaN],
    ])
    expect(trip.replay.verdict).toBe('match')
  })

  test('clone and tee', async () => {
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, SSE)
        await trickle(response, events(4))
        response.end()
      },
      async (url) => {
        const response = await fetch(url)
        const [a, b] = response.clone().body!.tee()
        return Promise.all([chunksOf(a), chunksOf(b, false), response.text()])
      },
    )
    const pieces = [...events(4).map(hex), 'done']
    expect(trip.value).toEqual([pieces, pieces, events(4).join('')])
    expect(trip.replay.verdict).toBe('match')
  })
})
