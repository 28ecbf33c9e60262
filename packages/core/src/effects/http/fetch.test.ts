import type { IncomingMessage, ServerResponse } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { exchanges, outcomeOf, roundTrip } from '../testing/round-trip.js'

/** Everything of a response that code can look at and that a recording keeps. */
async function seen(response: Response): Promise<unknown> {
  return {
    status: response.status,
    statusText: response.statusText,
    ok: response.ok,
    type: response.type,
    url: response.url,
    redirected: response.redirected,
    contentType: response.headers.get('content-type'),
    body: new Uint8Array(await response.arrayBuffer()),
  }
}

const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** Tells what arrived, so that a body that is damaged on its way out shows. */
async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await textOf(request)
  json(response, { method: request.method, url: request.url, type: request.headers['content-type'], body })
}

describe('a response comes back as it was', () => {
  test.each([
    ['JSON', 200, 'application/json', '{"label":"refund","confidence":0.9}'],
    ['text', 200, 'text/plain; charset=utf-8', 'naïve – 日本 🎈\r\n'],
    ['an empty body', 200, 'text/plain', ''],
    ['404', 404, 'application/json', '{"error":{"message":"no such model"}}'],
    ['500', 500, 'text/html', '<h1>Internal Server Error</h1>'],
    ['429', 429, 'application/json', '{"error":"slow down"}'],
    ['invalid UTF-8', 200, 'text/plain', Buffer.from([0xff, 0xfe, 0x41, 0x00, 0xc3])],
    ['a byte order mark', 200, 'application/json', '\uFEFF{"a":1}'],
    ['binary', 200, 'image/png', Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte))],
  ])('%s', async (_case, status, type, body) => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(status, { 'content-type': type }).end(body)
      },
      async (url) => seen(await fetch(url)),
    )
    expect(trip.replay.verdict).toBe('match')
    expect(trip.value).toMatchObject({ status, body: new Uint8Array(Buffer.from(body)) })
    expect(exchanges(trip)).toHaveLength(1)
  })

  test.each([204, 304])('%i without a body', async (status) => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(status, { etag: '"v1"' }).end()
      },
      async (url) => {
        const response = await fetch(url)
        return [response.status, response.body === null, await response.text(), response.headers.get('etag')]
      },
    )
    expect(trip.value).toEqual([status, true, '', '"v1"'])
    expect(trip.replay.verdict).toBe('match')
  })

  test('a status text of its own', async () => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(299, 'Nearly Fine').end()
      },
      async (url) => (await fetch(url)).statusText,
    )
    expect(trip.value).toBe('Nearly Fine')
    expect(trip.replay.verdict).toBe('match')
  })

  test('HEAD, also with a content coding', async () => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end()
      },
      async (url) => {
        const response = await fetch(url, { method: 'HEAD' })
        return [response.status, response.headers.get('content-encoding'), await response.text()]
      },
    )
    expect(trip.value).toEqual([200, 'gzip', ''])
    expect(trip.replay.verdict).toBe('match')
  })

  test('8 MiB, byte for byte', async () => {
    const big = Buffer.alloc(8 * 1024 * 1024, 'retrial \u00e9 ')
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(big)
      },
      async (url) => {
        const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
        return [bytes.length, bytes.equals(big)]
      },
    )
    expect(trip.value).toEqual([big.length, true])
    expect(trip.replay.verdict).toBe('match')
  })
})

describe('content codings', () => {
  const plain = JSON.stringify({ text: 'refund '.repeat(500) })
  test.each([
    ['gzip', gzipSync(plain), 'gzip'],
    ['x-gzip', gzipSync(plain), 'x-gzip'],
    ['br', brotliCompressSync(plain), 'br'],
    ['deflate', deflateSync(plain), 'deflate'],
    ['GZIP', gzipSync(plain), 'GZIP'],
    ['raw deflate, which some servers call deflate', deflateRawSync(plain), undefined],
  ])('%s', async (name, bytes, coding) => {
    const trip = await roundTrip(
      (_request, response) => {
        const encoding = coding ?? 'deflate'
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding })
          .end(bytes)
      },
      async (url) => {
        const response = await fetch(url)
        return [await response.text(), response.headers.get('content-encoding')]
      },
    )
    expect(trip.value).toEqual([plain, coding ?? 'deflate'])
    expect(trip.replay.verdict, name).toBe('match')
    // Kept readable, for the diff of a review.
    expect(exchanges(trip)[0]!.response).toMatchObject(
      coding === undefined
        ? { headers: { 'content-encoding': 'deflate' } }
        : { coding, chunks: [{ json: { text: expect.any(String) } }] },
    )
  })

  test('bytes that do not fit the coding fail in the replay as they did', async () => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip at all')
      },
      async (url) => outcomeOf(fetch(url).then((response) => response.text())),
    )
    expect(trip.value).toMatchObject({ class: 'TypeError', message: 'terminated' })
    expect(trip.replay.verdict).toBe('match')
  })

  test('an unknown coding is passed on as it is', async () => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'rot13' }).end('ershaq')
      },
      async (url) => (await fetch(url)).text(),
    )
    expect(trip.value).toBe('ershaq')
    expect(trip.replay.verdict).toBe('match')
  })
})

describe('a request body reaches the server whole, and is found again', () => {
  const form = (): FormData => {
    const data = new FormData()
    data.append('ticket', 'lamp – broken')
    data.append('photo', new Blob([Uint8Array.from([0, 255, 13, 10])], { type: 'image/png' }), 'lamp.png')
    return data
  }
  const stream = (): ReadableStream =>
    new ReadableStream({
      start(controller) {
        for (const part of ['{"a"', ':', '1}']) controller.enqueue(new TextEncoder().encode(part))
        controller.close()
      },
    })
  test.each<[string, () => RequestInit, RegExp]>([
    ['JSON', () => ({ body: '{"q":"refund?"}' }), /\{\\"q\\":\\"refund\?\\"\}/],
    ['bytes', () => ({ body: Uint8Array.from([104, 105]) }), /"body":"hi"/],
    ['a view of a buffer', () => ({ body: Buffer.from('xhix').subarray(1, 3) }), /"body":"hi"/],
    ['an ArrayBuffer', () => ({ body: new TextEncoder().encode('hi').buffer }), /"body":"hi"/],
    ['form-urlencoded', () => ({ body: new URLSearchParams({ a: 'x y', b: '&' }) }), /a=x\+y&b=%26/],
    ['multipart with its random boundary', () => ({ body: form() }), /filename=\\"lamp\.png\\"/],
    ['a Blob', () => ({ body: new Blob(['hi'], { type: 'text/x' }) }), /"type":"text\/x","body":"hi"/],
    ['a stream', () => ({ body: stream(), duplex: 'half' }), /\{\\"a\\":1\}/],
    ['nothing', () => ({}), /"body":""/],
  ])('%s', async (_case, init, echoed) => {
    let live = ''
    const trip = await roundTrip(echo, async (url) => {
      const answer = await (await fetch(url, { method: 'POST', ...init() })).text()
      live ||= answer
      return answer.replaceAll(/-{4,}\S*?\d+/g, 'boundary')
    })
    expect(live).toMatch(echoed)
    expect(trip.requests).toBe(1)
    // The echoed boundary of the recording comes back from the tape.
    expect(trip.replay.verdict).toBe('match')
  })

  test('a body that cannot be read fails the same way, and nothing is recorded', async () => {
    const trip = await roundTrip(echo, (url) =>
      outcomeOf(
        fetch(url, {
          method: 'POST',
          duplex: 'half',
          body: new ReadableStream({
            pull(controller) {
              controller.error(new Error('no more paper'))
            },
          }),
        }),
      ),
    )
    expect(trip.value).toMatchObject({ class: expect.stringMatching(/Error$/) })
    expect(trip.requests).toBe(0)
    expect(trip.replay.verdict).toBe('match')
  })
})

describe('matching', () => {
  test('the order of the query is free, its values are not', async () => {
    const ask = (suffix: string) => async (url: string) => (await fetch(`${url}/s?${suffix}`)).status
    let query = 'b=2&a=1&a=0'
    const trip = await roundTrip(
      (_request, response) => void response.end(),
      (url) => ask(query)(url).finally(() => (query = 'a=1&b=2&a=0')),
    )
    expect(trip.replay.verdict).toBe('match')
    const swapped = await roundTrip(
      (_request, response) => void response.end(),
      (url) => ask(query)(url).finally(() => (query = 'a=0&b=2&a=1')),
    )
    expect(swapped.replay.misses).toMatchObject([{ kind: 'NO_MATCH' }])
  })

  test('a path that begins with two slashes is a path', async () => {
    const trip = await roundTrip(echo, async (url) => (await fetch(`${url}//evil.example/x`)).text())
    expect(trip.value).toContain('//evil.example/x')
    expect(exchanges(trip)[0]!.request.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\/evil\.example\/x$/)
    expect(trip.replay.verdict).toBe('match')
  })

  test('JSON bodies match whatever their spacing and key order', async () => {
    const bodies = ['{"a": 1, "b": [1, 2]}', '{"b":[1,2],"a":1}']
    const trip = await roundTrip(
      (_request, response) => void response.end('ok'),
      async (url) => (await fetch(url, { method: 'POST', body: bodies.shift()! })).text(),
    )
    expect(trip.replay.verdict).toBe('match')
  })

  test('a body in the words of a document database is matched like any other', async () => {
    const trip = await roundTrip(echo, async (url) =>
      (await fetch(url, { method: 'POST', body: '{"$set":{"state":"open"}}' })).text(),
    )
    expect(trip.replay.verdict).toBe('match')
  })

  test('answers of one key come in the recorded order', async () => {
    let turn = 0
    const trip = await roundTrip(
      (_request, response) => void response.end(String(++turn)),
      async (url) => {
        const answers: string[] = []
        for (let index = 0; index < 5; index++) answers.push(await (await fetch(url)).text())
        return answers
      },
    )
    expect(trip.value).toEqual(['1', '2', '3', '4', '5'])
    expect(trip.replay.verdict).toBe('match')
  })
})

describe('redirects', () => {
  test('a chain keeps url and redirected, and is an exchange per hop', async () => {
    const trip = await roundTrip(
      (request, response) => {
        if (request.url === '/a') response.writeHead(301, { location: '/b?x=1' }).end('moved')
        else if (request.url === '/b?x=1') response.writeHead(302, { location: '/c' }).end()
        else response.end('here')
      },
      async (url) => seen(await fetch(`${url}/a`)),
    )
    expect(trip.value).toMatchObject({ redirected: true, url: expect.stringMatching(/\/c$/) })
    expect(exchanges(trip).map(({ response }) => response!.status)).toEqual([301, 302, 200])
    expect(trip.replay.verdict).toBe('match')
  })

  test('307 sends the body again', async () => {
    const trip = await roundTrip(
      (request, response) => {
        if (request.url !== '/a') return echo(request, response)
        return void response.writeHead(307, { location: '/b' }).end()
      },
      async (url) => (await fetch(`${url}/a`, { method: 'POST', body: 'again' })).text(),
    )
    expect(trip.value).toContain('"body":"again"')
    expect(trip.replay.verdict).toBe('match')
  })

  test('redirect: manual and redirect: error', async () => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(302, { location: '/elsewhere' }).end()
      },
      async (url) => [
        (await fetch(url, { redirect: 'manual' })).headers.get('location'),
        await outcomeOf(fetch(url, { redirect: 'error' })),
      ],
    )
    expect(trip.value).toMatchObject(['/elsewhere', { class: 'TypeError', message: 'fetch failed' }])
    expect(trip.replay.verdict).toBe('match')
  })
})

describe('what is not kept', () => {
  test('cookies, rate limits, dates; repeated ones neither', async () => {
    const trip = await roundTrip(
      (_request, response) => {
        response.setHeader('set-cookie', ['session=s3cr3t-cookie', 'b=2'])
        response.setHeader('x-ratelimit-remaining', '7')
        response.setHeader('x-request-id', 'req_1')
        response.end()
      },
      async (url) => (await fetch(url)).headers.get('x-request-id'),
    )
    expect(exchanges(trip)[0]!.response!.headers).toEqual({ 'x-request-id': 'req_1' })
    expect(trip.replay.verdict).toBe('match')
  })

  test('credentials, wherever a request carries them', async () => {
    const secret = 'sk-very-secret-0123456789'
    const trip = await roundTrip(
      (request, response) => {
        const { pathname } = new URL(request.url!, 'http://local')
        if (pathname === '/go')
          response.writeHead(302, { location: `/end?page=2&X-Amz-Signature=${secret}&n=1` }).end()
        else response.end('fine')
      },
      async (url) => {
        const headers = { authorization: `Bearer ${secret}`, 'x-api-key': secret, cookie: `a=${secret}` }
        const response = await fetch(`${url}/go?key=${secret}&api_key=${secret}&access_token=${secret}&q=1`, {
          headers,
        })
        return response.text()
      },
    )
    expect(JSON.stringify(trip.snapshot)).not.toContain(secret)
    expect(exchanges(trip).map(({ request }) => decodeURIComponent(request.url).replace(/.*\//, ''))).toEqual(
      [
        'go?access_token=[redacted:token]&api_key=[redacted:api-key]&key=[redacted:api-key]&q=1',
        'end?X-Amz-Signature=[redacted:secret]&n=1&page=2',
      ],
    )
    expect(trip.replay.verdict).toBe('match')
  })
})
