import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

/** No text, and no pattern that a packer would find: a generator of the simplest kind. */
const BYTES = Buffer.alloc(8 * 1024 * 1024)
for (let index = 0, word = 1; index < BYTES.length; index += 4) {
  word = (Math.imul(word, 1664525) + 1013904223) >>> 0
  BYTES.writeUInt32LE(word, index)
}

export const binary: MatrixCase = {
  name: 'binary, 8 MiB',
  serve: () => (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(BYTES)
  },
  code: async ({ url, send }) => send({ url }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ head: { status: 200 }, body: { bytes: BYTES.length }, end: 'done' })
  },
}
