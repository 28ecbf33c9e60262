import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

const TEXT = 'One text that is said again and again. '.repeat(40)

/** A row for a body with a `content-encoding`. */
export function compressed(coding: string, compress: (text: string) => Uint8Array): MatrixCase {
  return {
    name: coding,
    serve: () => (_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/plain', 'content-encoding': coding })
        .end(compress(TEXT))
    },
    code: async ({ url, send }) => send({ url, headers: { 'accept-encoding': coding } }),
    check: ([seen]) => {
      expect(seen).toMatchObject({ head: { status: 200 }, body: { text: TEXT }, end: 'done' })
    },
  }
}
