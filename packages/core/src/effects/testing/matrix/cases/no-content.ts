import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

export const noContent: MatrixCase = {
  name: '204',
  serve: () => (_request, response) => {
    response.writeHead(204).end()
  },
  code: async ({ url, send }) => send({ url, method: 'DELETE' }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ head: { status: 204 }, body: { bytes: 0 }, end: 'done' })
  },
}
