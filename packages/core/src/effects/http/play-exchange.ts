import type { HttpResponse } from '../../snapshot/types.js'
import { nextMacrotask } from '../../timers.js'
import type { Played } from './caught-request.js'
import { clientOf, type Client } from './client.js'
import { playedError } from './played-error.js'
import type { DispatchHandler } from './undici.js'
import { decodingTime, wireBody, wireChunks, wireHeaders } from './wire.js'

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
  void playTo(clientOf(handler), exchange, played)
}

async function playTo(client: Client, exchange: Played | Promise<Played>, played: () => void): Promise<void> {
  try {
    await play(exchange, client)
  } catch (error) {
    client.fail(error as Error)
  } finally {
    played()
  }
}

async function play(exchange: Played | Promise<Played>, client: Client): Promise<void> {
  const { response, end, error } = await exchange
  // Clients subscribe in the turn after the request: nothing may reach them before it.
  await nextMacrotask()
  if (client.gone()) return
  if (response !== undefined && end === 'done' && response.chunks.length <= 1) {
    await playWhole(response, client)
    return
  }
  if (response !== undefined) await playStream(response, end === 'done', client)
  if (end === 'done') client.end()
  else if (end !== 'aborted') client.fail(playedError(error ?? { name: 'Error', message: 'terminated' }))
  // `aborted`: the recorded code walked away here, so nothing more ever arrives.
}

/** Head, body and end in one turn, as when they come in one packet. */
async function playWhole(response: HttpResponse, client: Client): Promise<void> {
  const body = await wireBody(response)
  if (client.gone()) return
  start(response, client)
  if (body.length > 0) {
    if (client.paused()) await client.ready()
    client.data(body)
  }
  if (client.paused()) await client.ready()
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
