import { startHttpServer } from '@retrial/fixtures'
import http from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { request } from 'undici'
import { expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import { ReplayEngine } from './replay-engine.js'

const BODY = '"the same"'

/** One POST, by the way in which its body reaches the dispatcher. */
const WAYS: Readonly<Record<string, (url: string) => Promise<string>>> = {
  'text of fetch': async (url) => (await fetch(url, { method: 'POST', body: BODY })).text(),
  'text of undici': async (url) => (await request(url, { method: 'POST', body: BODY })).body.text(),
  'a Blob': async (url) => (await fetch(url, { method: 'POST', body: new Blob([BODY]) })).text(),
  'a generator': async (url) => {
    async function* pieces(): AsyncGenerator<string> {
      yield BODY.slice(0, 2)
      yield BODY.slice(2)
    }
    return (await request(url, { method: 'POST', body: pieces() as never })).body.text()
  },
  'node:http': async (url) =>
    new Promise((resolve, reject) => {
      const post = http.request(url, { method: 'POST' }, (response) => {
        text(response).then(resolve, reject)
      })
      post.on('error', reject).end(BODY)
    }),
  'node:http, written later': async (url) =>
    new Promise((resolve, reject) => {
      const post = http.request(url, { method: 'POST' }, (response) => {
        text(response).then(resolve, reject)
      })
      post.on('error', reject).write(BODY.slice(0, 3))
      setTimeout(() => post.end(BODY.slice(3)), 3)
    }),
  'a slow stream': async (url) => {
    const body = new ReadableStream({
      async start(controller) {
        await delay(5)
        controller.enqueue(Buffer.from(BODY))
        controller.close()
      },
    })
    return (await fetch(url, { method: 'POST', body, duplex: 'half' })).text()
  },
}

const ORDERS = Object.keys(WAYS).flatMap((first) =>
  Object.keys(WAYS).map((second) => [first, second] as const),
)

test.each(ORDERS)('equal requests made at once keep their answers: %s, then %s', async (first, second) => {
  let served = 0
  const server = await startHttpServer((incoming, response) => {
    incoming.resume().on('end', () => response.end(`answer ${++served}`))
  })
  const decided = decision(
    freshName(),
    async (url: string) => Promise.all([first, second, first].map((way) => WAYS[way]!(url))),
    { http: ['undici', 'node'] },
  )
  const store = await openStore('memory:')
  const { snapshot, value } = await capture(() => decided(server.url), { store })
  await server.close()

  const { verdict, replayOutput } = await new ReplayEngine(store).replay(snapshot.id)
  expect([verdict, replayOutput]).toEqual(['match', value])
})
