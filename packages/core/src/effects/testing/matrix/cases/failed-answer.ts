import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

/** A row for an answer that says no. Some clients throw then. */
export function failedAnswer(status: number): MatrixCase {
  return {
    name: String(status),
    serve: () => (_request, response) => {
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'r1' })
        .end('{"error":"no"}')
    },
    code: async ({ url, send }) => send({ url }),
    check: ([seen]) => {
      expect(seen).toMatchObject({ head: { status, headers: { 'x-request-id': 'r1' } } })
      expect(seen).toMatchObject({ body: { text: '{"error":"no"}' }, end: expect.anything() })
    },
  }
}
