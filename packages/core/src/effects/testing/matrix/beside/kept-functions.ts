import { startHttpServer } from '@retrial/fixtures'
import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { Agent } from 'undici'
import type { BesideHttp, OpenBesideHttp } from './beside-http.js'

/** Kept as they were before any tap was in place, as `const { get } = require('node:http')` does. */
const early = { get, fetch }

export const keptFunctions: readonly BesideHttp[] = [
  {
    name: 'a function of `node:http` that was kept in a variable',
    advice: 'call it as `http.request`, or import it by name',
    open: async () => overServer(byGet),
  },
  {
    name: 'a `fetch` that was kept in a variable, with a dispatcher of its own',
    advice: 'make the client inside the decision, or use `setGlobalDispatcher`',
    open: async () => overServer(byFetch),
  },
]

async function overServer(code: (url: string) => Promise<unknown>): Promise<OpenBesideHttp> {
  const { url, close } = await startHttpServer((_request, response) => {
    response.end('hello')
  })
  return { code: async () => code(url), close }
}

async function byGet(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    early
      .get(url, (response) => {
        resolve(text(response))
      })
      .once('error', reject)
  })
}

async function byFetch(url: string): Promise<unknown> {
  const dispatcher = new Agent()
  try {
    const response = await early.fetch(url, { dispatcher } as unknown as RequestInit)
    return await response.text()
  } finally {
    await dispatcher.close()
  }
}
