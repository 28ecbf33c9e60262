import { exchangeHeaders, type Sending } from '../sending.js'
import { boundaryOf } from './multipart.js'

const TEXTUAL = /^(?:text\/|application\/(?:json|sdp))/i

/** Sends a request as it was recorded, without a client: every status is an answer here. */
export async function sendByFetch(sending: Sending): Promise<unknown> {
  const { method, url, body } = sending
  const type = contentType(body)
  const response = await fetch(url, {
    method,
    headers: { ...exchangeHeaders(sending), ...(type === undefined ? {} : { 'content-type': type }) },
    body: body === null || typeof body === 'string' ? body : JSON.stringify(body),
  })
  const answerType = response.headers.get('content-type') ?? ''
  const answer = { status: response.status, type: answerType }
  if (!TEXTUAL.test(answerType)) return { ...answer, bytes: new Uint8Array(await response.arrayBuffer()) }
  const text = await response.text()
  return answerType.startsWith('text/event-stream')
    ? { ...answer, events: text.split(/\r?\n\r?\n/) }
    : { ...answer, text }
}

function contentType(body: Sending['body']): string | undefined {
  if (body === null) return undefined
  if (typeof body !== 'string') return 'application/json'
  const boundary = boundaryOf(body)
  return boundary === undefined ? 'text/plain' : `multipart/form-data; boundary=${boundary}`
}
