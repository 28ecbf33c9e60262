import { afterEach, expect, test } from 'vitest'
import { openText } from './open-text.js'
import { setRedaction } from './settings.js'
import { API_KEYS } from './testing/secrets.js'

afterEach(() => {
  setRedaction({})
})

test('is the text less its secrets', () => {
  expect(openText(`401 Incorrect API key provided: ${API_KEYS['openai']}.`)).toBe(
    '401 Incorrect API key provided: [redacted:api-key].',
  )
  expect(openText('no network')).toBe('no network')
})

test('is nothing of it where a rule fails', () => {
  setRedaction({
    replace: () => {
      throw new Error('no')
    },
  })
  expect(openText('hunter2')).toBe('[redacted]')
})
