import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

export const twice: MatrixCase = {
  name: 'asked twice, two answers',
  serve: () => {
    let count = 0
    return (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(`answer ${++count}`)
    }
  },
  code: async ({ url, send }) => [await send({ url }), await send({ url })],
  check: (seen) => {
    expect(seen).toMatchObject([{ body: { text: 'answer 1' } }, { body: { text: 'answer 2' } }])
  },
}
