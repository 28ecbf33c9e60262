import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'
import { follow } from './follow.js'
import { readAll } from './read-all.js'

export const redirect307: MatrixCase = {
  name: 'redirect 307 of a body',
  serve: () => async (request, response) => {
    const body = (await readAll(request)).toString()
    if (request.url === '/here') response.writeHead(307, { location: '/there' }).end()
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(`${request.method!} ${body}`)
  },
  code: async (world) =>
    follow(world, {
      url: `${world.url}/here`,
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'the body',
    }),
  check: (seen) => {
    expect(seen.at(-1)).toMatchObject({ head: { status: 200 }, body: { text: 'POST the body' }, end: 'done' })
  },
}
