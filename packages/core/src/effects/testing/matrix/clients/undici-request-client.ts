import { FormData, request, type Dispatcher } from 'undici'
import type { Ask, HttpClient } from '../http-client.js'
import { nodeBody } from '../request-body.js'
import { readStream } from './read-stream.js'

type Options = Omit<Dispatcher.RequestOptions, 'origin' | 'path'>

/** A column for `request` of the package undici. */
export function undiciRequestClient(name: string, dispatcherOf?: (origin: string) => Dispatcher): HttpClient {
  return {
    name,
    open(origin) {
      const dispatcher = dispatcherOf?.(origin)
      return {
        async send(ask, sight) {
          const walkAway = new AbortController()
          const { statusCode, statusText, headers, body } = await request(ask.url, {
            ...undiciOptions(ask, walkAway.signal),
            ...(dispatcher === undefined ? {} : { dispatcher }),
          })
          sight.head({ status: statusCode, statusText, headers })
          if (ask.stream === true) await readStream(body, sight, () => body.destroy())
          else sight.raw([Buffer.from(await body.arrayBuffer())])
        },
        close: async () => dispatcher?.close(),
      }
    },
  }
}

/** Options of undici's own functions. */
export function undiciOptions(
  { method = 'GET', headers, body, timeoutMs }: Ask,
  signal: AbortSignal,
): Options {
  const encoded = nodeBody(body, FormData)
  return {
    method: method,
    signal,
    ...(headers === undefined ? {} : { headers }),
    ...(encoded === undefined ? {} : { body: encoded as string }),
    ...(timeoutMs === undefined ? {} : { headersTimeout: timeoutMs }),
  }
}
