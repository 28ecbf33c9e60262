import { startHttpServer, type HttpServer } from '@retrial/fixtures'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { json } from 'node:stream/consumers'

/** HTTP calls in one decision, so that a call is told apart from a decision. */
export const CALLS = 20

const QUESTION = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x'.repeat(200) }] })
export const ANSWER = JSON.stringify({
  id: 'a',
  choices: [{ message: { role: 'assistant', content: 'y'.repeat(180) } }],
})
export const HEADERS = { 'content-type': 'application/json' }

/** Answers every POST with {@link ANSWER}. */
export function startAnswering(): Promise<HttpServer> {
  return startHttpServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, HEADERS).end(ANSWER)
    })
  })
}

/**
 * The same in a process of its own, as a provider is: what the server does then takes no time of the thread that records
 * or replays, nor does it keep the caches from it.
 */
export async function startAnsweringApart(): Promise<Pick<HttpServer, 'url' | 'close'>> {
  const child = fork(new URL('./answering-process.ts', import.meta.url))
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    async close() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

/** POST of about 250 bytes, answered with about 250 bytes of JSON. */
export type Post = (url: string) => Promise<unknown>

export const postByFetch: Post = async (url) => {
  const response = await fetch(url, { method: 'POST', body: QUESTION, headers: HEADERS })
  return response.json()
}

const agent = new http.Agent({ keepAlive: true })

export const postByNode: Post = (url) =>
  new Promise((resolve, reject) => {
    http
      .request(url, { method: 'POST', headers: HEADERS, agent }, (response) => {
        json(response).then(resolve, reject)
      })
      .on('error', reject)
      .end(QUESTION)
  })

/** As many calls as a decision makes, one after the other. */
export async function postAll(post: Post, url: string): Promise<number> {
  for (let call = 0; call < CALLS; call++) await post(url)
  return CALLS
}
