import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

/** The code sends back the cookies it was given, as one with a session does. */
export const cookies: MatrixCase = {
  name: 'cookies sent back',
  serve: () => (request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/plain', 'set-cookie': ['a=1; Path=/', 'b=2; HttpOnly'] })
      .end(`${(request.headers.cookie ?? '').split(';').filter(Boolean).length} cookies`)
  },
  code: async ({ url, send }) => {
    const first = await send({ url: `${url}/login` }, { show: ['set-cookie'] })
    const { headers } = first.head as { headers: { 'set-cookie'?: string[] } }
    const cookie = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
    return send({ url: `${url}/account`, headers: { cookie } })
  },
  check: ([seen]) => {
    expect(seen).toMatchObject({ body: { text: '2 cookies' }, end: 'done' })
  },
}
