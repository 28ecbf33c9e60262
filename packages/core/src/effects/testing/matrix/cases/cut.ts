import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'
import { PIECES_IN_HEX, sendPieces } from './stream-pieces.js'

export const cut: MatrixCase = {
  name: 'server cuts the stream',
  serve: (run) => sendPieces(run, 2, (response) => response.destroy()),
  code: async ({ url, send }) => send({ url, stream: true }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ pieces: PIECES_IN_HEX.slice(0, 2), end: { is: expect.any(Array) } })
  },
}
