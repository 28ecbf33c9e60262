import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'
import { PIECES_IN_HEX, sendPieces } from './stream-pieces.js'

/** The code has enough after two pieces. The server would go on for ever. */
export const walkAway: MatrixCase = {
  name: 'code aborts in mid-stream',
  serve: (run) => sendPieces(run, 2, () => undefined),
  code: async ({ url, send }) => send({ url, stream: true }, { enough: 2 }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ pieces: PIECES_IN_HEX.slice(0, 2), end: { is: expect.any(Array) } })
  },
}
