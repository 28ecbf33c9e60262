import axios from 'axios'
import got from 'got'
import http from 'node:http'
import nodeFetch from 'node-fetch'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { exchanges, outcomeOf, roundTrip } from '../../testing/round-trip.js'

const NODE = { http: ['undici', 'node'] } as const
type Handler = Parameters<typeof roundTrip>[0]

/** Sends one request and gives back what came of it, in one shape for all clients. */
type Send = (url: string, json?: object) => Promise<unknown>

const clients: Record<string, Send> = {
  'http.request': (url, json) =>
    new Promise((resolve, reject) => {
      const request = http.request(
        url,
        json === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' } },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const bytes = Buffer.concat(chunks)
            const { 'content-type': type, 'content-encoding': coding } = response.headers
            resolve([response.statusCode, type, String(coding === 'gzip' ? gunzipSync(bytes) : bytes)])
          })
        },
      )
      request.on('error', reject)
      request.end(json === undefined ? undefined : JSON.stringify(json))
    }),
  axios: async (url, json) => {
    const response = await axios.request({
      url,
      adapter: 'http',
      responseType: 'text',
      transformResponse: [(text: string) => text],
      ...(json === undefined ? {} : { method: 'POST', data: json }),
    })
    return [response.status, response.headers['content-type'], response.data as string]
  },
  got: async (url, json) => {
    const response = await got(url, {
      retry: { limit: 0 },
      ...(json === undefined ? {} : { method: 'POST', json }),
    })
    return [response.statusCode, response.headers['content-type'], response.body]
  },
  'node-fetch': async (url, json) => {
    const response = await nodeFetch(
      url,
      json === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(json), headers: { 'content-type': 'application/json' } },
    )
    return [response.status, response.headers.get('content-type'), await response.text()]
  },
}

const answers: Record<string, Handler> = {
  text: (_request, response) => {
    response.setHeader('content-type', 'text/plain')
    response.end('hello ü')
  },
  gzip: (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    response.end(gzipSync('{"a":1}'))
  },
  redirect: (request, response) => {
    if (request.url === '/there') response.writeHead(200, { 'content-type': 'text/plain' }).end('there')
    else response.writeHead(302, { location: '/there' }).end()
  },
  binary: (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    response.end(Buffer.alloc(300_000, 7))
  },
}

describe.each(Object.entries(clients).slice(1))('%s', (_client, send) => {
  test('a body that is shorter than its head says', async () => {
    const trip = await roundTrip(
      (_request, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('half')
        setTimeout(() => response.destroy(), 20)
      },
      (url) => outcomeOf(send(url)),
      NODE,
    )
    expect(exchanges(trip)).toMatchObject([
      { end: 'cut', response: { headers: { 'content-length': '100' } } },
    ])
    expect(trip.replay).toMatchObject({ verdict: 'match', replayOutput: trip.value })
  })
})

describe.each(Object.entries(clients))('%s', (client, send) => {
  test.each(Object.entries(answers))('%s', async (name, handler) => {
    const trip = await roundTrip(handler, (url) => send(`${url}/here?b=2&a=1`), NODE)
    expect(trip.snapshot.effects).toHaveLength(name === 'redirect' && client !== 'http.request' ? 2 : 1)
    expect(trip.replay).toMatchObject({ verdict: 'match', escapes: [] })
  })

  test('a body that is sent', async () => {
    const trip = await roundTrip(
      async (request, response) => {
        let body = ''
        for await (const chunk of request) body += String(chunk)
        response.writeHead(200, { 'content-type': 'text/plain' }).end(`got ${body}`)
      },
      (url) => send(url, { question: 'ü?' }),
      NODE,
    )
    expect(trip.value).toMatchObject([200, 'text/plain', 'got {"question":"ü?"}'])
    expect(exchanges(trip)).toMatchObject([
      { end: 'done', request: { method: 'POST', body: { json: { question: 'ü?' } } } },
    ])
    expect(trip.replay).toMatchObject({ verdict: 'match', escapes: [] })
  })
})
