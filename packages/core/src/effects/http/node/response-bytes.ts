import { Buffer } from 'node:buffer'
import type { HttpResponse } from '../../../snapshot/types.js'
import { fromBody } from '../body.js'
import type { Played } from '../caught-request.js'
import { wireHeaders } from '../wire.js'

/** These have no body, and do not say where it ends. */
const BODILESS: ReadonlySet<number> = new Set([204, 304])
const LINE_END = Buffer.from('\r\n')

/** The end of a body that was sent in pieces. */
export const LAST_PIECE = Buffer.from('0\r\n\r\n')
const PIECE_AND_LAST = Buffer.concat([LINE_END, LAST_PIECE])

/** Whether an answer to a request of this method has a body. */
export function hasBody(method: string, { status }: HttpResponse): boolean {
  return method !== 'HEAD' && !BODILESS.has(status)
}

/**
 * Whether a body that broke off goes out as it is, shorter than its head says. Else in pieces: of others the length is
 * not on the tape, and redaction may have made one longer.
 */
export function isCutShort({ headers, chunks }: HttpResponse, end: Played['end']): boolean {
  if (end === 'done') return false
  const sent = chunks.reduce((sum, chunk) => sum + fromBody(chunk).length, 0)
  return Number(headers['content-length']) > sent
}

/** The head of a recorded response, in latin1. */
export function headText(response: HttpResponse, inPieces: boolean): string {
  const { status, statusText = '' } = response
  let text = `HTTP/1.1 ${status} ${statusText}\r\n`
  for (const [name, value] of Object.entries(wireHeaders(response))) {
    // Not with the other: no parser takes both.
    if (inPieces && name === 'content-length') continue
    for (const item of typeof value === 'string' ? [value] : value) text += `${name}: ${item}\r\n`
  }
  return `${text}${inPieces ? 'transfer-encoding: chunked\r\n' : ''}\r\n`
}

/** One piece of a body. An empty one would be the last. */
export function pieceBytes(bytes: Buffer): Buffer {
  if (bytes.length === 0) return bytes
  return Buffer.concat([Buffer.from(pieceHead(bytes)), bytes, LINE_END])
}

/** All of an answer, its body in one piece; undefined for none. */
export function wholeBytes(head: string, body: Buffer | undefined): Buffer {
  if (body === undefined) return Buffer.from(head, 'latin1')
  if (body.length === 0) return Buffer.concat([Buffer.from(head, 'latin1'), LAST_PIECE])
  return Buffer.concat([Buffer.from(head + pieceHead(body), 'latin1'), body, PIECE_AND_LAST])
}

function pieceHead({ length }: Buffer): string {
  return `${length.toString(16)}\r\n`
}
