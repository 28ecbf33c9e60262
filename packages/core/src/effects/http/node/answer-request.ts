import { Buffer } from 'node:buffer'
import type { ClientRequest } from 'node:http'
import type { HttpResponse } from '../../../snapshot/types.js'
import { nextMacrotask } from '../../../timers.js'
import type { Played } from '../caught-request.js'
import { playedError } from '../played-error.js'
import { decodingTime, wireBody, wireChunks } from '../wire.js'
import type { AnsweringSocket } from './answering-socket.js'
import { hasBody, isCutShort, headText, LAST_PIECE, pieceBytes, wholeBytes } from './response-bytes.js'

/**
 * Answers a request over its {@link AnsweringSocket}, as the network would, and without the waiting.
 *
 * @param played called once all has been handed over.
 */
export async function answerRequest(
  client: ClientRequest,
  answer: Played | Promise<Played>,
  played: () => void,
): Promise<void> {
  const exchange = answer instanceof Promise ? await answer : answer
  // Clients subscribe in the turn after the request: nothing may reach them before it.
  await nextMacrotask()
  const socket = client.socket as AnsweringSocket | null
  if (socket !== null && !socket.destroyed) {
    try {
      await answerOver(socket, client.method, exchange)
    } catch (error) {
      socket.destroy(error as Error)
    }
  }
  played()
}

async function answerOver(socket: AnsweringSocket, method: string, exchange: Played): Promise<void> {
  const { response, end } = exchange
  if (response === undefined) {
    if (end === 'aborted') socket.reach()
    else socket.destroy(errorOf(exchange) ?? hangUp())
    return
  }
  if (socket.reach()) await nextMacrotask()
  const withBody = hasBody(method, response)
  const asIs = isCutShort(response, end)
  const head = headText(response, withBody && !asIs)
  if (end === 'done' && response.chunks.length <= 1) {
    const body = withBody ? wireBody(response) : undefined
    socket.hear(wholeBytes(head, body instanceof Promise ? await body : body))
    return
  }
  socket.hear(Buffer.from(head, 'latin1'))
  await sendPieces(socket, exchange, response, asIs)
  if (end === 'done') socket.hear(LAST_PIECE)
  else if (end !== 'aborted') breakOff(socket, errorOf(exchange))
  // `aborted`: the recorded code walked away here, so nothing more ever arrives.
}

/** A turn between chunks, so that a stream reaches its reader as one, and what came is read before a failure. */
async function sendPieces(
  socket: AnsweringSocket,
  { end }: Played,
  response: HttpResponse,
  asIs: boolean,
): Promise<void> {
  const whole = end === 'done'
  for await (const chunk of wireChunks(response, whole)) {
    await nextMacrotask()
    if (socket.destroyed) return
    if (chunk.length > 0) socket.hear(asIs ? chunk : pieceBytes(chunk))
  }
  await nextMacrotask()
  if (!whole) await decodingTime(response)
}

/** Without an error: as a server that closes its end too early. */
function breakOff(socket: AnsweringSocket, error: Error | undefined): void {
  if (error === undefined) socket.hear(null)
  else socket.destroy(error)
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
