import { typeErrors } from '@retrial/fixtures/adapters'
import { expect, test } from 'vitest'

test('the matchers have types wherever they can be called, and nowhere else', async () => {
  expect(await typeErrors(new URL('../test-types/', import.meta.url))).toBe('')
})
