import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

export const get: MatrixCase = {
  name: 'GET',
  serve: () => (request, response) => {
    response
      .writeHead(200, 'Fine', { 'content-type': 'text/plain', etag: '"1"' })
      .end(`asked ${request.url!}`)
  },
  code: async ({ url, send }) => send({ url: `${url}/a/b?y=2&x=1` }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ head: { status: 200, headers: { etag: '"1"' } }, end: 'done' })
    expect(seen).toMatchObject({ body: { text: 'asked /a/b?y=2&x=1' } })
  },
}
