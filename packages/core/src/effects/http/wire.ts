import type { Buffer } from 'node:buffer'
import type { HttpResponse } from '../../snapshot/types.js'
import { after } from '../../timers.js'
import { fromBody } from './body.js'
import { encodeWhole } from './coding-level.js'
import { encodeChunks } from './content-coding.js'
import type { Headers } from './headers.js'
import { joined } from './joined.js'

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

/** All of them in one piece, at once where they go as they are. */
export function wireBody(response: HttpResponse): Buffer | Promise<Buffer> {
  const { coding, codingLevel, chunks } = response
  const [only, ...more] = chunks
  if (coding !== undefined && codingLevel !== undefined && only !== undefined && more.length === 0)
    return encodeWhole(coding, fromBody(only), codingLevel).then((body) => body ?? piecedBody(response))
  return piecedBody(response)
}

function piecedBody(response: HttpResponse): Buffer | Promise<Buffer> {
  const pieces = wireChunks(response, true)
  return Symbol.asyncIterator in pieces ? collected(pieces) : joined([...pieces])
}

/** Clients decode in another thread; a failure must not overtake what they have been given. */
export async function decodingTime({ coding }: HttpResponse): Promise<void> {
  if (coding !== undefined) await new Promise<void>((resolve) => after(DECODING_MS, resolve))
}

async function collected(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return joined(all)
}
