import { COMPILERS, typeErrors } from '@retrial/fixtures/adapters'
import { describe, expect, test } from 'vitest'

describe.each(COMPILERS)('types under %s', (compiler) => {
  test.each([true, false])(
    'the matchers have types wherever they can be called, and nowhere else; skipLibCheck: %s',
    async (skipLibCheck) => {
      const errors = await typeErrors(new URL('../test-types/', import.meta.url), { compiler, skipLibCheck })
      expect(errors).toBe('')
    },
  )
})
