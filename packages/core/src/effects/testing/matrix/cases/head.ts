import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

export const head: MatrixCase = {
  name: 'HEAD',
  serve: () => (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '1000', etag: '"1"' }).end()
  },
  code: async ({ url, send }) => send({ url, method: 'HEAD' }),
  check: ([seen]) => {
    expect(seen).toMatchObject({
      head: { status: 200, headers: { etag: '"1"' } },
      body: { bytes: 0 },
      end: 'done',
    })
  },
}
