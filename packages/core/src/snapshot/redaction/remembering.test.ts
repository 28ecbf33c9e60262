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

test('it is one also where it turns up first, and in a key', () => {
  const redactor = remembering(createRedactor())
  expect(redactJson({ prompt: 'use hunter22', apiKey: 'hunter22', hunter22: 1 }, redactor)).toEqual({
    prompt: 'use [redacted:api-key]',
    apiKey: '[redacted:api-key]',
    '[redacted:api-key]': 1,
  })
})

test('so is a credential without its scheme', () => {
  const redactor = remembering(createRedactor())
  redactJson({ authorization: 'Basic dXNlcjpwYXNz0' }, redactor)
  expect(redactor.text('it was dXNlcjpwYXNz0')).toBe('it was [redacted:authorization]')
})

test('what stands openly in the inputs is none elsewhere: a replay gets it as it is', () => {
  const redactor = remembering(createRedactor())
  redactor.leaveOpen?.(() => [{ note: 'my code is "hunter22"' }])
  expect(redactJson({ password: 'hunter22', text: 'hunter22' }, redactor)).toEqual({
    password: '[redacted:password]',
    text: 'hunter22',
  })
})

test('so is what is left open only later', () => {
  const redactor = remembering(createRedactor())
  redactJson({ password: 'hunter22' }, redactor)
  redactor.leaveOpen?.(() => [{ note: 'my other code is hunter33' }])
  redactJson({ password: 'hunter33' }, redactor)
  expect(redactor.text('hunter22 and hunter33')).toBe('[redacted:password] and hunter33')
})

test('half a character in a secret stops nothing', () => {
  const redactor = remembering(createRedactor())
  expect(redactJson({ password: 'hunter22\ud800', text: '' }, redactor)).toEqual({
    password: '[redacted:password]',
    text: '',
  })
})

test('another call does not know it', () => {
  const general = createRedactor()
  redactJson({ password: 'hunter22' }, remembering(general))
  expect(remembering(general).text('use hunter22')).toBe('use hunter22')
})
