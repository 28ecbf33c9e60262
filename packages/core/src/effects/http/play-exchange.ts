import { Buffer } from 'node:buffer'
import type { HttpResponse } from '../../snapshot/types.js'
import { nextMacrotask } from '../../timers.js'
import type { Played } from './caught-request.js'
import { clientOf, type Client } from './client.js'
import { playedError } from './played-error.js'
import type { DispatchHandler } from './undici.js'
import { decodingTime, wireBody, wireChunks, wireHeaders } from './wire.js'

const NOTHING = Buffer.alloc(0)

/**
 * Plays an exchange to the client behind `handler`, as undici would, chunk by chunk and without the waiting.
 *
 * @param played called once all has been handed over.
 */
export function playExchange(
  exchange: Played | Promise<Played>,
  handler: DispatchHandler,
  played: () => void,
): void {
  void play(clientOf(handler), exchange, played)
}

/** In one function where an answer is in one piece: each promise in between takes its time. */
async function play(client: Client, exchange: Played | Promise<Played>, played: () => void): Promise<void> {
  try {
    const { response, end, error } = exchange instanceof Promise ? await exchange : exchange
    const whole = response !== undefined && end === 'done' && response.chunks.length <= 1
    // Clients subscribe in the turn after the request: nothing may reach them before it.
    await nextMacrotask()
    if (client.gone()) return
    if (whole) {
      const body = wireBody(response)
      const playing = playWhole(response, body instanceof Promise ? await body : body, client)
      if (playing !== undefined) await playing
      return
    }
    if (response !== undefined) await playStream(response, end === 'done', client)
    if (end === 'done') client.end()
    else if (end !== 'aborted') client.fail(playedError(error ?? { name: 'Error', message: 'terminated' }))
    // `aborted`: the recorded code walked away here, so nothing more ever arrives.
  } catch (error) {
    client.fail(error as Error)
  } finally {
    played()
  }
}

/** Head, body and end in one turn, as when they come in one packet, unless the client asks to wait. */
function playWhole(response: HttpResponse, body: Buffer, client: Client): Promise<void> | undefined {
  if (client.gone()) return undefined
  start(response, client)
  if (client.paused()) return playPaused(body, client)
  if (body.length > 0) client.data(body)
  if (client.paused()) return playPaused(NOTHING, client)
  client.end()
  return undefined
}

async function playPaused(body: Buffer, client: Client): Promise<void> {
  await client.ready()
  if (body.length > 0) client.data(body)
  await client.ready()
  client.end()
}

/** A turn between chunks, so that a stream reaches its reader as one, and what came is read before a failure. */
async function playStream(response: HttpResponse, whole: boolean, client: Client): Promise<void> {
  start(response, client)
  for await (const chunk of wireChunks(response, whole)) {
    await nextMacrotask()
    await client.ready()
    if (client.gone()) return
    if (chunk.length > 0) client.data(chunk)
  }
  await nextMacrotask()
  await client.ready()
  if (!whole) await decodingTime(response)
}

function start(response: HttpResponse, client: Client): void {
  const { status, statusText = '' } = response
  client.start(status, statusText, wireHeaders(response))
}
