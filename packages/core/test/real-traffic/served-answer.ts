import type { ServedAnswer } from '@retrial/fixtures'
import type { Exchange } from './traffic-file.js'

/** Headers that the local server makes itself, or that would name another coding than its own. */
const OF_THE_WIRE =
  /^(?:content-length|transfer-encoding|content-encoding|connection|keep-alive|date|alt-svc)$/i
const MOST_PIECES = 16
const BLANK_LINE = /(?<=\r?\n\r?\n)/

/**
 * The recorded answer as the local server gives it. What the file does not tell is varied by the index, so that all
 * of it is seen: the spacing of JSON, the coding, and whether a stream is cut between events or anywhere.
 */
export function servedAnswer(exchange: Exchange, index: number): ServedAnswer {
  const { status, responseHeaders, streaming } = exchange
  const coding = ([undefined, 'gzip', 'br'] as const)[index % 3]
  return {
    status,
    headers: Object.fromEntries(Object.entries(responseHeaders).filter(([name]) => !OF_THE_WIRE.test(name))),
    pieces: streaming ? streamPieces(exchange, index) : [bodyBytes(exchange, index)],
    ...(coding === undefined ? {} : { coding }),
  }
}

function bodyBytes({ responseBody, responseBodyEncoding }: Exchange, index: number): Buffer {
  if (responseBodyEncoding === 'base64') return Buffer.from(responseBody as string, 'base64')
  if (responseBodyEncoding === 'text') return Buffer.from(responseBody as string)
  return Buffer.from(JSON.stringify(responseBody, null, index % 2 === 0 ? 2 : 0))
}

function streamPieces(exchange: Exchange, index: number): Buffer[] {
  const bytes = bodyBytes(exchange, index)
  const betweenEvents = exchange.responseBodyEncoding === 'text' && index % 4 !== 0
  const parts = betweenEvents
    ? bytes.toString('utf8').split(BLANK_LINE)
    : Array.from({ length: bytes.length }, (_none, at) => bytes.subarray(at, at + 1))
  const each = Math.ceil(parts.length / MOST_PIECES)
  const pieces = Array.from({ length: Math.ceil(parts.length / each) }, (_none, piece) =>
    parts.slice(piece * each, (piece + 1) * each),
  )
  return pieces.map((piece) => Buffer.concat(piece.map((part) => Buffer.from(part))))
}
