import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import type { Ask, HttpClient } from '../http-client.js'
import { multipart } from '../request-body.js'
import type { Sight } from '../sight.js'
import { readStream } from './read-stream.js'

/** What one column of `node:http` or `node:https` needs. */
interface NodeParts {
  readonly request: (url: string, options: RequestOptions) => ClientRequest
  readonly agent?: { destroy(): void }
}

/** A column for `request` of `node:http` or `node:https`. */
export function nodeClient(name: string, protocol: 'http:' | 'https:', open: () => NodeParts): HttpClient {
  return {
    name,
    ...(protocol === 'https:' ? { protocol } : {}),
    open(_origin, ca) {
      const { request, agent } = open()
      const fixed = { ...(agent === undefined ? {} : { agent }), ...(ca === undefined ? {} : { ca }) }
      return {
        send: async (ask, sight) => {
          const sent = request(ask.url, { ...optionsOf(ask), ...fixed } as RequestOptions)
          await exchange(sent, ask, sight)
        },
        close: () => agent?.destroy(),
      }
    },
  }
}

function optionsOf({ method, headers, body, timeoutMs }: Ask): RequestOptions {
  return {
    ...(method === undefined ? {} : { method }),
    headers: {
      ...headers,
      ...(typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
    },
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
  }
}

async function exchange(sent: ClientRequest, ask: Ask, sight: Sight): Promise<void> {
  const responded = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve)
    sent.on('error', reject)
    sent.once('timeout', () => sent.destroy(Object.assign(new Error('took too long'), { code: 'TOO_LONG' })))
  })
  write(sent, ask)
  const response = await responded
  const { statusCode = 0, statusMessage, headers, httpVersion } = response
  sight.head({ status: statusCode, statusText: statusMessage, headers, more: { httpVersion } })
  if (ask.stream === true) {
    await readStream(response, sight, () => response.destroy())
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  sight.raw(chunks)
}

function write(sent: ClientRequest, { body }: Ask): void {
  if (typeof body !== 'object') {
    sent.end(body)
  } else if ('form' in body) {
    const { type, bytes } = multipart(body.form)
    sent.setHeader('content-type', type)
    sent.end(bytes)
  } else {
    for (const piece of body.pieces) sent.write(piece)
    sent.end()
  }
}
