import { Buffer } from 'node:buffer'
import type { ClientRequest } from 'node:http'
import { Socket } from 'node:net'
import { ReadableStream, WritableStream } from 'node:stream/web'
import type { HttpResponse } from '../../../snapshot/types.js'
import { nextMacrotask } from '../../../timers.js'
import type { Played } from '../caught-request.js'
import { playedError } from '../played-error.js'
import { decodingTime, wireBody, wireChunks, wireHeaders } from '../wire.js'
import { callBackWrites } from './call-back-writes.js'
import { loadAnsweringRequests, type AnsweringRequests, type Intercepted } from './answering-request.js'

/** What a client is going to be told, and whom to tell when it has been. */
interface Playing {
  readonly answer: Promise<Played>
  readonly played: () => void
}

const playings = new WeakMap<ClientRequest, Playing>()
/** These have no body, and do not say where it ends. */
const BODILESS: ReadonlySet<number> = new Set([204, 304])
const NEVER = new Promise<never>(() => undefined)

/** Makes requests that {@link answerRequest} answers. Loads the interceptor at the first call. */
export function answeringRequests(): AnsweringRequests {
  return (loaded ??= loadAnsweringRequests(play))
}
let loaded: AnsweringRequests | undefined

/** Answers a request made by {@link answeringRequests}, as the network would, and without the waiting. */
export function answerRequest(client: ClientRequest, answer: Promise<Played>, played: () => void): void {
  playings.set(client, { answer, played })
  client.once('socket', failLater)
  client.once('socket', callBackWrites)
}

/** The interceptor's sockets tell of an error inside `destroy`; Node's tell of it later, as code relies on. */
function failLater(socket: Socket): void {
  const destroy = socket.destroy.bind(socket)
  socket.destroy = (error) => {
    Socket.prototype.destroy.call(socket, error)
    return destroy()
  }
}

/** Does not return unless the request was answered: one that nobody answers is let through by the interceptor. */
async function play({ client, request, controller }: Intercepted): Promise<void> {
  const playing = playings.get(client)
  if (playing === undefined) return NEVER
  const { answer, played } = playing
  if (client.getHeader('expect') !== undefined) client.emit('continue')
  // Nobody reads its body, and it may be long.
  request.body?.pipeTo(new WritableStream()).catch(() => undefined)
  const exchange = await answer
  // Clients subscribe in the turn after the request: nothing may reach them before it.
  await nextMacrotask()
  const { socket } = client
  if (socket !== null && !socket.destroyed) {
    if (exchange.response !== undefined) {
      controller.respondWith(await responseTo(exchange, exchange.response, client, played))
      return
    }
    if (exchange.end === 'aborted') connect(socket)
    else socket.destroy(errorOf(exchange) ?? hangUp())
  }
  played()
  return NEVER
}

async function responseTo(
  exchange: Played,
  response: HttpResponse,
  client: ClientRequest,
  played: () => void,
): Promise<Response> {
  const { status, statusText = '' } = response
  const headers = Object.entries(wireHeaders(response)).flatMap(([name, value]) =>
    [value].flat().map((item): [string, string] => [name, item]),
  )
  // Tells the client where the body ends: one that keeps the connection cannot tell by its end.
  if (client.method !== 'HEAD' && !BODILESS.has(status)) headers.push(['transfer-encoding', 'chunked'])
  const init = { status, statusText, headers }
  if (exchange.end === 'done' && response.chunks.length <= 1) {
    const body = await wireBody(response)
    played()
    return answeringRequests().response(body.length === 0 ? null : body, init)
  }
  return answeringRequests().response(
    ReadableStream.from(piecesOf(exchange, response, client.socket as Socket, played)),
    init,
  )
}

/** A turn between chunks, so that a stream reaches its reader as one. Ends only where the recorded one did. */
async function* piecesOf(
  exchange: Played,
  response: HttpResponse,
  socket: Socket,
  played: () => void,
): AsyncIterable<Buffer> {
  const whole = exchange.end === 'done'
  // Makes the head go out: it waits for the first piece.
  yield Buffer.alloc(0)
  for await (const chunk of wireChunks(response, whole)) {
    await nextMacrotask()
    if (socket.destroyed) break
    if (chunk.length > 0) yield chunk
  }
  await nextMacrotask()
  if (!whole) await decodingTime(response)
  played()
  if (whole && !socket.destroyed) return
  // `aborted`: the recorded code walked away here, so nothing more ever arrives.
  if (exchange.end !== 'aborted') socket.destroy(errorOf(exchange))
  await NEVER
}

/** As far as a client can tell, it has reached the server: its timeouts run. */
function connect(socket: Socket): void {
  Object.assign(socket, { connecting: false })
  socket.emit('connect')
  if ('encrypted' in socket) socket.emit('secureConnect')
}

/** The error to break a connection with; undefined for none, which the client is told of as `aborted`. */
function errorOf({ response, error }: Played): Error | undefined {
  if (error === undefined) return undefined
  // Recorded with a client on undici, which has errors of its own for this.
  if (String(error.code).startsWith('UND_ERR')) return response === undefined ? hangUp() : undefined
  // What Node makes of a connection that was broken without an error.
  return response !== undefined && error.message === 'aborted' ? undefined : playedError(error)
}

function hangUp(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
}
