import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

/** The code gives the cookies on, which a recording does not keep. */
export const cookiesShown: MatrixCase = {
  name: 'cookies in the output',
  differs: 'Code that gives them on as its output sees none.',
  serve: () => (_request, response) => {
    response.writeHead(200, { 'set-cookie': ['a=1; Path=/', 'b=2; HttpOnly'] }).end()
  },
  code: async ({ url, send }) => send({ url }, { show: ['set-cookie'] }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ head: { headers: { 'set-cookie': ['a=1; Path=/', 'b=2; HttpOnly'] } } })
  },
}
