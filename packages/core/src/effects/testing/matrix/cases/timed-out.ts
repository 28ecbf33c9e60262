import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

/** The client's own time-out. The server never answers. */
export const timedOut: MatrixCase = {
  name: 'time-out of the client',
  serve: () => () => undefined,
  code: async ({ url, send }) => send({ url, timeoutMs: 150 }),
  check: ([seen]) => {
    expect(seen!.head).toBeUndefined()
    expect(JSON.stringify(seen!.end)).toMatch(/timeout|aborted|too long/i)
  },
}
