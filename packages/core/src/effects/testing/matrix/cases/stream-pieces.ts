import type { HttpHandler } from '@retrial/fixtures'
import type { Lockstep } from '../lockstep.js'

/** A stream of events. The third piece begins in the middle of a character. */
export const PIECES: readonly Buffer[] = [
  Buffer.from('data: {"n":1}\n\n'),
  Buffer.from('data: é🎈').subarray(0, 10),
  Buffer.from('data: é🎈\n\n').subarray(10),
  Buffer.from('event: end\ndata: [DONE]\n\n'),
]

export const PIECES_IN_HEX: readonly string[] = PIECES.map((piece) => piece.toString('hex'))

/** Sends `count` of the pieces, each once the one before has been seen, and then does as `finish` says. */
export function sendPieces(
  run: Lockstep,
  count: number,
  finish: (response: Parameters<HttpHandler>[1]) => void,
): HttpHandler {
  return async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const [index, piece] of PIECES.slice(0, count).entries()) {
      response.write(piece)
      await run.until(index + 1)
    }
    finish(response)
  }
}
