import { startHttpServer } from '@retrial/fixtures'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { anthropicMessages } from './wires/anthropic-messages.js'
import { googleGenerate } from './wires/google-generate.js'
import { openaiChat } from './wires/openai-chat.js'
import { openaiEmbeddings } from './wires/openai-embeddings.js'
import { openaiResponses } from './wires/openai-responses.js'
import type { Wire } from './wires/wire.js'

export interface ModelServer {
  readonly url: string
  /** How many requests so far had a body with `text` in it. */
  asked(text: string): number
  close(): Promise<void>
}

/** In a prompt: each request with it is refused the first time, as by a busy provider. */
export const BUSY = 'busy provider'

const WIRES: readonly Wire[] = [
  openaiChat,
  openaiResponses,
  openaiEmbeddings,
  anthropicMessages,
  googleGenerate,
]

/** Streams are cut here without regard for events or characters, as networks do. */
const PACKET_BYTES = 97

/** Speaks the APIs of the providers, to clients that are sent here by `routeHosts`. No answer is given twice. */
export async function startModelServer(): Promise<ModelServer> {
  const bodies: string[] = []
  const { url, close } = await startHttpServer(async (request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/s, '')
    const host = String(request.headers['x-forwarded-host'] ?? request.headers.host)
    const wire = WIRES.find(({ serves }) => serves(path))
    if (wire === undefined) throw new Error(`no API is spoken at ${host}${path}`)
    const text = await textOf(request)
    const refused = text.includes(BUSY) && !bodies.includes(text)
    const nonce = `${String(bodies.push(text)).padStart(4, '0')}${Date.now().toString(36)}`
    if (refused) {
      // In all the forms that clients read; none of them makes a test wait.
      const wait = { 'retry-after': '0', 'retry-after-ms': '1' }
      sendJson(request, response, wire.refusal.status, wire.refusal.json, wait)
      return
    }
    const answer = wire.answer({ host, path, body: JSON.parse(text) }, nonce)
    if ('json' in answer) sendJson(request, response, 200, answer.json, { 'x-request-id': `req_${nonce}` })
    else await sendEvents(response, answer.blocks)
  })
  return { url, close, asked: (part) => bodies.filter((text) => text.includes(part)).length }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string>,
): void {
  const text = JSON.stringify(value, null, 2)
  const zipped = String(request.headers['accept-encoding']).includes('gzip')
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    ...headers,
  })
  response.end(zipped ? gzipSync(text) : text)
}

async function sendEvents(response: ServerResponse, blocks: readonly string[]): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  const bytes = Buffer.from(blocks.join(''))
  for (let at = 0; at < bytes.length && !response.destroyed; at += PACKET_BYTES) {
    response.write(bytes.subarray(at, at + PACKET_BYTES))
    await turn()
  }
  response.end()
}
