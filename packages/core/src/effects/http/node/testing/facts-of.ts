import type { ClientRequest, IncomingMessage } from 'node:http'

/** All that a client of `node:http` can tell of one request: its answer, chunk by chunk, and its events in order. */
export interface Facts {
  readonly events: string[]
  readonly chunks: string[]
  status?: number
  statusText?: string
  headers?: Record<string, unknown>
}

/** Headers that are on the tape; the others are not there in a replay. */
const KEPT = ['content-type', 'location', 'etag']

/** Resolves when the request has closed, and its answer with it. Call it before the request is ended. */
export function factsOf(request: ClientRequest): Promise<Facts> {
  const facts: Facts = { events: [], chunks: [] }
  const note = (event: string) => (error?: unknown) => {
    const { code, message } = (error instanceof Error ? error : {}) as { code?: string; message?: string }
    facts.events.push(
      message === undefined ? event : `${event} ${String(code)} ${message.replace(/:\d+$/, ':port')}`,
    )
  }
  return new Promise((resolve) => {
    let open = 1
    const closed = (): void => {
      if (--open === 0) setImmediate(resolve, facts)
    }
    request.on('error', note('error')).on('timeout', note('timeout'))
    request.on('response', (response: IncomingMessage) => {
      open++
      facts.status = response.statusCode ?? 0
      facts.statusText = response.statusMessage ?? ''
      facts.headers = Object.fromEntries(KEPT.map((name) => [name, response.headers[name]]))
      response.on('data', (chunk: Buffer) => facts.chunks.push(chunk.toString('latin1')))
      response.on('aborted', note('aborted')).on('error', note('response error')).on('end', note('end'))
      response.on('close', closed)
    })
    request.on('close', closed)
  })
}
