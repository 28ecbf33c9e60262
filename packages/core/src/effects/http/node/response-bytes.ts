import { Buffer } from 'node:buffer'
import type { HttpResponse } from '../../../snapshot/types.js'
import { wireHeaders } from '../wire.js'

/** These have no body, and do not say where it ends. */
const BODILESS: ReadonlySet<number> = new Set([204, 304])
const LINE_END = Buffer.from('\r\n')

/** The end of a body that was sent in pieces. */
export const LAST_PIECE = Buffer.from('0\r\n\r\n')

/** Whether an answer to a request of this method has a body. */
export function hasBody(method: string, { status }: HttpResponse): boolean {
  return method !== 'HEAD' && !BODILESS.has(status)
}

/** The head of a recorded response as bytes. Its body follows in pieces: their length is not on the tape. */
export function headBytes(response: HttpResponse, withBody: boolean): Buffer {
  const { status, statusText = '' } = response
  const lines = [`HTTP/1.1 ${status} ${statusText}`]
  for (const [name, value] of Object.entries(wireHeaders(response)))
    for (const item of [value].flat()) lines.push(`${name}: ${item}`)
  if (withBody) lines.push('transfer-encoding: chunked')
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

/** One piece of a body. An empty one would be the last. */
export function pieceBytes(bytes: Buffer): Buffer {
  if (bytes.length === 0) return bytes
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, LINE_END])
}
