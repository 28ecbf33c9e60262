import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'
import { readAll } from './read-all.js'

export const postJson: MatrixCase = {
  name: 'POST of JSON',
  serve: () => async (request, response) => {
    const { n } = JSON.parse((await readAll(request)).toString()) as { n: number }
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ twice: n * 2 }))
  },
  code: async ({ url, send }) =>
    send({
      url: `${url}/numbers`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ n: 21 }),
    }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ head: { status: 201 }, body: { text: '{"twice":42}' }, end: 'done' })
  },
}
