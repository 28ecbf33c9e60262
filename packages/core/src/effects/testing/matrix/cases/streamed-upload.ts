import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'
import { readAll } from './read-all.js'

export const streamedUpload: MatrixCase = {
  name: 'streamed upload',
  serve: () => async (request, response) => {
    const body = await readAll(request)
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`got ${body.toString()}`)
  },
  code: async ({ url, send }) => send({ url, method: 'POST', body: { pieces: ['one, ', 'two, ', 'three'] } }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ body: { text: 'got one, two, three' }, end: 'done' })
  },
}
