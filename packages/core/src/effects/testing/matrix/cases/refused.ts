import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'

export const refused: MatrixCase = {
  name: 'connection refused',
  code: async ({ url, send }) => send({ url }),
  check: ([seen]) => {
    expect(seen!.head).toBeUndefined()
    expect(JSON.stringify(seen!.end)).toContain('ECONNREFUSED')
  },
}
