import { expect, test } from 'vitest'
import { checkNoOptions } from './check-no-options.js'

test.each([[undefined], [null], [{}]])('%j is none', (options) => {
  expect(() => {
    checkNoOptions(options, 'The reporter')
  }).not.toThrow()
})

test('some are named, with the place for them', () => {
  expect(() => {
    checkNoOptions({ store: 'dir:own', mode: 'strict' }, 'The reporter')
  }).toThrow(
    expect.objectContaining({
      code: 'INVALID_OPTION',
      message: expect.stringMatching(
        /^The reporter takes no options, and was given "store", "mode": .* Write them into retrial\.config\.ts\.$/,
      ),
    }),
  )
})
