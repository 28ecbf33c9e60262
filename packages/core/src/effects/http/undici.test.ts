import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Readable, Writable } from 'node:stream'
import { buffer, text as textOf } from 'node:stream/consumers'
import {
  constants,
  brotliDecompressSync,
  brotliCompressSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateSync,
} from 'node:zlib'
import * as undici from 'undici'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exchanges, outcomeOf, roundTrip } from '../testing/round-trip.js'
import { installHttpTap } from './tap.js'
import type { ModernHandler } from './undici.js'

const before = undici.getGlobalDispatcher()
beforeEach(() => {
  // That of the package, so that handlers of its own style meet it.
  undici.setGlobalDispatcher(new undici.Agent())
})
afterEach(async () => {
  const agent = undici.getGlobalDispatcher()
  undici.setGlobalDispatcher(before)
  await agent.destroy()
})

const ODDLY = { strategy: constants.Z_HUFFMAN_ONLY }
const SMALL_WINDOW = { params: { [constants.BROTLI_PARAM_LGWIN]: 18 } }

const events = Array.from({ length: 8 }, (_, index) => `data: {"n":${index}}\n\n`)
const sse: Parameters<typeof roundTrip>[0] = async (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events) {
    response.write(event)
    await delay(5)
  }
  response.end()
}
const echo: Parameters<typeof roundTrip>[0] = async (request, response) => {
  const bytes = await buffer(request)
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify({
      url: request.url,
      type: request.headers['content-type'],
      body: bytes.toString('latin1'),
    }),
  )
}

describe('undici.request', () => {
  test('status, kept headers, body', async () => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(201, {
          'content-type': 'application/json',
          'request-id': 'req_1',
          link: ['<a>', '<b>'],
        })
        response.end('{"a":[1,2]}')
      },
      async (url) => {
        const { statusCode, headers, body } = await undici.request(url)
        return [
          statusCode,
          headers['content-type'],
          headers['request-id'],
          headers['link'],
          await body.json(),
        ]
      },
    )
    expect(trip.value).toEqual([201, 'application/json', 'req_1', ['<a>', '<b>'], { a: [1, 2] }])
    expect(trip.replay.verdict).toBe('match')
  })

  test.each<[string, (body: string) => Buffer, (bytes: Buffer) => Buffer, (body: string) => Buffer]>([
    ['gzip', gzipSync, gunzipSync, (body) => gzipSync(body, ODDLY)],
    ['br', brotliCompressSync, brotliDecompressSync, (body) => brotliCompressSync(body, SMALL_WINDOW)],
    ['deflate', deflateSync, inflateSync, (body) => deflateSync(body, ODDLY)],
  ])(
    'leaves %s undecoded: the same bytes, or where they were made in an odd way, of the same meaning',
    async (coding, compress, decompress, oddly) => {
      const plain = 'a refund, please. '.repeat(200)
      const compressed = { '/plain': compress(plain), '/odd': oddly(plain) }
      const trip = await roundTrip(
        (request, response) =>
          void response
            .writeHead(200, { 'content-encoding': coding })
            .end(compressed[request.url as '/plain' | '/odd']),
        async (url) => {
          const [same, odd] = await Promise.all(
            ['/plain', '/odd'].map(async (path) => {
              const { headers, body } = await undici.request(url + path)
              expect(headers['content-encoding']).toBe(coding)
              return Buffer.from(await body.arrayBuffer())
            }),
          )
          return [same!.toString('base64'), decompress(odd!).toString()]
        },
      )
      expect(trip.value).toEqual([compressed['/plain'].toString('base64'), plain])
      expect(trip.replay.verdict).toBe('match')
    },
  )

  test('a stream, chunk by chunk, and the query option', async () => {
    const trip = await roundTrip(sse, async (url) => {
      const { body } = await undici.request(url, { query: { b: 2, a: ['x', 'y'] } })
      const chunks: string[] = []
      body.on('data', (chunk) => void chunks.push(String(chunk)))
      await once(body, 'end')
      return chunks
    })
    expect(trip.value).toEqual(events)
    expect(exchanges(trip)[0]!.request.url).toMatch(/\?a=x&a=y&b=2$/)
    expect(trip.replay.verdict).toBe('match')
  })

  const form = (): undici.FormData => {
    const data = new undici.FormData()
    data.append('ticket', 'lamp')
    data.append('photo', new Blob(['\u00ff'], { type: 'image/png' }), 'lamp.png')
    return data
  }
  const iterable = {
    *[Symbol.iterator]() {
      yield 'h'
      yield Buffer.from('i')
    },
  }
  test.each<[string, () => unknown, RegExp]>([
    ['a string', () => 'hi', /"body":"hi"/],
    ['a Readable', () => Readable.from(['h', 'i']), /"body":"hi"/],
    ['an iterable', () => iterable, /"body":"hi"/],
    ['an empty string', () => '', /"body":""/],
    ['an ArrayBuffer', () => new TextEncoder().encode('hi').buffer, /"body":"hi"/],
    ['a Blob, with its type', () => new Blob(['hi'], { type: 'text/x' }), /"type":"text\/x","body":"hi"/],
    ['a FormData, with its boundary', () => form(), /"type":"multipart\/form-data; boundary=.*lamp\.png/],
  ])('sends %s', async (_case, body, echoed) => {
    let live = ''
    const trip = await roundTrip(echo, async (url) => {
      const response = await undici.request(url, { method: 'POST', body: body() as string })
      const answer = await response.body.text()
      live ||= answer
      return answer
    })
    expect(live).toMatch(echoed)
    expect(trip.replay.verdict).toBe('match')
  })

  test.each<[string, unknown]>([
    ['an object', { 'x-a': '1', 'x-b': ['2', '3'] }],
    ['a flat list', ['x-a', '1', 'x-b', '2', 'x-b', '3']],
    [
      'an iterable',
      new Headers([
        ['x-a', '1'],
        ['x-b', '2, 3'],
      ]),
    ],
    ['nothing', undefined],
  ])('keeps headers given as %s when a body has to be read first', async (_case, headers) => {
    let arrived: unknown
    const trip = await roundTrip(
      async (request, response) => {
        arrived = [request.headers['x-a'], request.headers['x-b'], request.headers['content-type']]
        response.end(await textOf(request))
      },
      async (url) => {
        const body = new Blob(['hi'], { type: 'text/x' })
        const response = await undici.request(url, {
          method: 'POST',
          body: body as unknown as string,
          headers: headers as string[],
        })
        return response.body.text()
      },
    )
    expect(arrived).toEqual(
      headers === undefined ? [undefined, undefined, 'text/x'] : ['1', '2, 3', 'text/x'],
    )
    expect(trip.replay.verdict).toBe('match')
  })

  test('a body that breaks while it is read', async () => {
    const trip = await roundTrip(echo, (url) =>
      outcomeOf(
        undici.request(url, {
          method: 'POST',
          body: Readable.from(
            (async function* () {
              yield 'half'
              await delay(1)
              throw new RangeError('out of paper')
            })(),
          ),
        }),
      ),
    )
    expect(trip.value).toMatchObject({ class: 'RangeError', message: 'out of paper' })
    expect(trip.effects).toEqual([])
    expect(trip.replay.verdict).toBe('match')
  })

  test('errors keep their class for instanceof', async () => {
    const trip = await roundTrip(
      (_request, response) => void response.destroy(),
      async (url) => {
        const error: unknown = await undici.request(url).catch((thrown: unknown) => thrown)
        return [
          error instanceof undici.errors.SocketError,
          error instanceof undici.errors.UndiciError,
          (error as Error).message,
        ]
      },
    )
    expect(trip.value).toEqual([true, true, 'other side closed'])
    expect(trip.replay.verdict).toBe('match')
  })

  test('a request that undici refuses', async () => {
    const refusal = (error: undici.errors.UndiciError): unknown => [error.name, error.code, error.message]
    const trip = await roundTrip(echo, async (url) => [
      await undici.request(url, { headers: { 'bad header': 'x' } }).catch(refusal),
      await undici.getGlobalDispatcher().request({ path: '/', method: 'GET' }).catch(refusal),
    ])
    expect(trip.value).toEqual([
      ['InvalidArgumentError', 'UND_ERR_INVALID_ARG', 'invalid header key'],
      ['InvalidArgumentError', 'UND_ERR_INVALID_ARG', expect.stringContaining('origin')],
    ])
    expect(trip.requests).toBe(0)
    expect(trip.replay.verdict).toBe('match')
  })

  test('aborted before and after the head', async () => {
    const trip = await roundTrip(
      (request, response) => {
        if (request.url === '/never') return
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
      },
      async (url) => {
        const abort = new AbortController()
        const { body } = await undici.request(url, { signal: abort.signal })
        const seen: string[] = []
        const ended = await outcomeOf(
          (async () => {
            for await (const chunk of body) {
              seen.push(String(chunk))
              abort.abort()
            }
          })(),
        )
        return [
          await outcomeOf(undici.request(`${url}/never`, { signal: AbortSignal.timeout(40) })),
          seen,
          ended,
        ]
      },
    )
    expect(trip.value).toMatchObject([{ name: 'TimeoutError' }, ['data: 1\n\n'], { name: 'AbortError' }])
    expect(exchanges(trip).map(({ end }) => end)).toEqual(['aborted', 'aborted'])
    expect(trip.replay.verdict).toBe('match')
  })

  test('backpressure: nothing is pushed past a full reader', async () => {
    const chunk = Buffer.alloc(30_000, 'x')
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        for (let index = 0; index < 40; index++) {
          if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve))
        }
        response.end()
      },
      async (url) => {
        const { body } = await undici.request(url, { highWaterMark: 1_000 })
        let [length, most] = [0, 0]
        for await (const part of body) {
          length += (part as Buffer).length
          most = Math.max(most, body.readableLength)
          await delay(0)
        }
        return [length, most < 200_000]
      },
    )
    expect(trip.value).toEqual([40 * 30_000, true])
    expect(trip.replay.verdict).toBe('match')
  })
})

describe('the other ways to ask', () => {
  test('undici.fetch', async () => {
    const trip = await roundTrip(sse, async (url) => {
      const response = await undici.fetch(url, { method: 'POST', body: '{"a":1}' })
      return [response.status, response.url === `${url}/`, await response.text()]
    })
    expect(trip.value).toEqual([200, true, events.join('')])
    expect(trip.replay.verdict).toBe('match')
  })

  test('undici.stream, into a slow Writable', async () => {
    const trip = await roundTrip(sse, async (url) => {
      const seen: string[] = []
      await undici.stream(url, { method: 'GET' }, ({ statusCode }) => {
        seen.push(String(statusCode))
        return new Writable({
          highWaterMark: 1,
          write(chunk, _encoding, done) {
            seen.push(String(chunk))
            setTimeout(done, 2)
          },
        })
      })
      return seen
    })
    expect(trip.value).toEqual(['200', ...events])
    expect(trip.replay.verdict).toBe('match')
  })

  test('undici.pipeline', async () => {
    const trip = await roundTrip(echo, async (url) => {
      const duplex = undici.pipeline(url, { method: 'POST' }, ({ body }) => body)
      duplex.end('hi')
      return textOf(duplex)
    })
    expect(trip.value).toContain('"body":"hi"')
    expect(trip.replay.verdict).toBe('match')
  })

  test('request() of getGlobalDispatcher()', async () => {
    const trip = await roundTrip(echo, async (url) => {
      const { body } = await undici
        .getGlobalDispatcher()
        .request({ origin: url, path: '/x?b=1&a=2', method: 'PUT', body: 'hi' })
      return body.text()
    })
    expect(trip.value).toContain('"/x?b=1&a=2"')
    expect(exchanges(trip)[0]!.request).toMatchObject({
      method: 'PUT',
      url: expect.stringContaining('/x?a=2&b=1'),
    })
    expect(trip.replay.verdict).toBe('match')
  })

  test('compose() with interceptors, before and during the recording', async () => {
    undici.setGlobalDispatcher(
      undici.getGlobalDispatcher().compose(undici.interceptors.redirect({ maxRedirections: 3 })),
    )
    const trip = await roundTrip(
      (request, response) => {
        if (request.url === '/') response.writeHead(302, { location: '/end' }).end()
        else response.end('end')
      },
      async (url) => {
        const retrying = undici.getGlobalDispatcher().compose(undici.interceptors.dump())
        return [
          await (await undici.request(url)).body.text(),
          (await retrying.request({ origin: url, path: '/end', method: 'GET' })).statusCode,
        ]
      },
    )
    expect(trip.value).toEqual(['end', 200])
    expect(trip.replay.verdict).toBe('match')
  })

  test('a dispatcher around the tapped one: what it asks is recorded once', async () => {
    installHttpTap()
    undici.setGlobalDispatcher(new undici.RetryAgent(undici.getGlobalDispatcher(), { minTimeout: 1 }))
    let turn = 0
    const trip = await roundTrip(
      (_request, response) => {
        if (++turn === 1) response.writeHead(503).end('busy')
        else response.end('fine')
      },
      async (url) => (await undici.request(url)).body.text(),
    )
    expect(trip.value).toBe('fine')
    expect(trip.requests).toBe(2)
    expect(exchanges(trip)).toHaveLength(1)
    expect(trip.replay.verdict).toBe('match')
  })

  test('handlers of the newer style', async () => {
    const ask = (origin: string, chunks: number): Promise<unknown[]> =>
      new Promise((resolve) => {
        const calls: unknown[] = []
        const handler: ModernHandler = {
          onRequestStart: (controller) => void calls.push(['start', controller.aborted, controller.paused]),
          onResponseStart: (controller, status, headers, statusText) => {
            const raw = controller.rawHeaders?.map(String) ?? []
            calls.push([
              'head',
              status,
              headers['content-type'],
              statusText,
              raw[raw.indexOf('content-type') + 1],
            ])
          },
          onResponseData: (controller, chunk) => {
            calls.push(String(chunk))
            controller.pause()
            setTimeout(() => {
              controller.resume()
            }, 3)
            if (calls.length === chunks + 2) controller.abort(new RangeError('enough'))
          },
          onResponseEnd: () => {
            calls.push('end')
            resolve(calls)
          },
          onResponseError: (controller, error) => {
            calls.push([error.message, controller?.aborted, controller?.reason === error])
            resolve(calls)
          },
        }
        undici
          .getGlobalDispatcher()
          .dispatch({ origin, path: '/', method: 'GET' }, handler as undici.Dispatcher.DispatchHandler)
      })
    const trip = await roundTrip(sse, async (url) => [await ask(url, 99), await ask(url, 2)])
    const head = ['head', 200, 'text/event-stream', 'OK', 'text/event-stream']
    expect(trip.value).toEqual([
      [['start', false, false], head, ...events, 'end'],
      [['start', false, false], head, events[0], events[1], ['enough', true, true]],
    ])
    expect(exchanges(trip).map(({ end }) => end)).toEqual(['done', 'aborted'])
    expect(trip.replay.verdict).toBe('match')
  })
})
