import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

export const hangUp: MatrixCase = {
  name: 'server hangs up, no answer',
  serve: () => (request) => {
    request.socket.destroy()
  },
  code: async ({ url, send }) => send({ url }),
  check: ([seen]) => {
    expect(seen!.head).toBeUndefined()
    expect(JSON.stringify(seen!.end)).toMatch(/ECONNRESET|UND_ERR_SOCKET/)
  },
}
