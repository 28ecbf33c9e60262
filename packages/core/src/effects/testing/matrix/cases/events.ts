import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'
import { PIECES, PIECES_IN_HEX, sendPieces } from './stream-pieces.js'

export const events: MatrixCase = {
  name: 'SSE, piece by piece',
  serve: (run) => sendPieces(run, PIECES.length, (response) => response.end()),
  code: async ({ url, send }) => send({ url, stream: true }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ head: { status: 200 }, pieces: PIECES_IN_HEX, end: 'done' })
  },
}
