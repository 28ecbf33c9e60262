import type { Readable } from 'node:stream'
import fetch, { FormData, type RequestInit } from 'node-fetch'
import type { Ask, HttpClient } from '../http-client.js'
import { nodeBody } from '../request-body.js'
import { readStream } from './read-stream.js'

/** With the classes for forms that it brings along. */
export const nodeFetch: HttpClient = {
  name: 'node-fetch',
  open: () => ({
    async send(ask, sight) {
      const walkAway = new AbortController()
      const response = await fetch(ask.url, initOf(ask, walkAway.signal))
      const { status, statusText, url, redirected, ok, body } = response
      const { 'set-cookie': cookies, ...raw } = response.headers.raw()
      const headers = Object.fromEntries(
        Object.entries(raw).map(([name, values]) => [name, values.join(', ')]),
      )
      sight.head({
        status,
        statusText,
        headers: { ...headers, 'set-cookie': cookies },
        more: { url, redirected, ok },
      })
      if (ask.stream !== true) {
        sight.whole(await response.arrayBuffer())
        return
      }
      await readStream(body as Readable, sight, () => {
        walkAway.abort()
      })
    },
  }),
}

function initOf({ method, headers, body, timeoutMs }: Ask, walkAway: AbortSignal): RequestInit {
  const encoded = nodeBody(body, FormData)
  return {
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(encoded === undefined ? {} : { body: encoded }),
    signal: timeoutMs === undefined ? walkAway : AbortSignal.timeout(timeoutMs),
  }
}
