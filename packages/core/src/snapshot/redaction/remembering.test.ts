import { expect, test } from 'vitest'
import { redactJson } from './redact-json.js'
import { createRedactor } from './redactor.js'
import { remembering } from './remembering.js'

test('a secret by its name is one wherever else it turns up', () => {
  const redactor = remembering(createRedactor())
  expect(redactor.text('use hunter22 or "hun\\"ter22"')).toBe('use hunter22 or "hun\\"ter22"')
  redactJson({ password: 'hunter22', apiKey: 'hun"ter22', pin: { secret: 8_642_000_017 } }, redactor)
  expect(redactor.text('use hunter22!')).toBe('use [redacted:password]!')
  expect(redactor.text('in JSON: hun\\"ter22, in a URL: hun%22ter22')).toBe(
    'in JSON: [redacted:api-key], in a URL: [redacted:api-key]',
  )
})

test.each(['refund', 'approved', '12345', '2.50', 'a1'])('the word %s may mean something there', (word) => {
  const redactor = remembering(createRedactor())
  expect(redactJson({ authorization: word }, redactor)).toEqual({ authorization: '[redacted:authorization]' })
  expect(redactor.text(`it is ${word}`)).toBe(`it is ${word}`)
})

test('another call does not know it', () => {
  const general = createRedactor()
  redactJson({ password: 'hunter22' }, remembering(general))
  expect(remembering(general).text('use hunter22')).toBe('use hunter22')
})
