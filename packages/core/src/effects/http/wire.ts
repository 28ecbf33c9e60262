import { Buffer } from 'node:buffer'
import type { HttpResponse } from '../../snapshot/types.js'
import { after } from '../../timers.js'
import { fromBody } from './body.js'
import { encodeChunks } from './content-coding.js'
import type { Headers } from './headers.js'

/** More than enough for the last chunk of a stream. */
const DECODING_MS = 25

/** The headers of a recorded response as they went over the wire. */
export function wireHeaders({ headers, coding }: HttpResponse): Headers {
  return coding === undefined ? headers : { ...headers, 'content-encoding': coding }
}

/** The chunks of a recorded response as they went over the wire. */
export function wireChunks(
  { coding, chunks }: HttpResponse,
  whole: boolean,
): Iterable<Buffer> | AsyncIterable<Buffer> {
  const bytes = chunks.map(fromBody)
  return coding === undefined ? bytes : encodeChunks(coding, bytes, whole)
}

/** All of them in one piece. */
export async function wireBody(response: HttpResponse): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of wireChunks(response, true)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** Clients decode in another thread; a failure must not overtake what they have been given. */
export async function decodingTime({ coding }: HttpResponse): Promise<void> {
  if (coding !== undefined) await new Promise<void>((resolve) => after(DECODING_MS, resolve))
}
