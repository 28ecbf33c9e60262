import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'
import { follow } from './follow.js'

export const redirect302: MatrixCase = {
  name: 'redirect 302',
  serve: () => (request, response) => {
    if (request.url === '/here') response.writeHead(302, { location: '/there' }).end('moved')
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(`${request.method!} ${request.url!}`)
  },
  code: async (world) => follow(world, { url: `${world.url}/here` }),
  check: (seen) => {
    expect(seen.at(-1)).toMatchObject({ head: { status: 200 }, body: { text: 'GET /there' }, end: 'done' })
  },
}
