import { errors } from 'undici'
import { expect, test } from 'vitest'
import { playedError } from './played-error.js'

test('an error of undici is one to instanceof', () => {
  const error = playedError({
    name: 'HeadersTimeoutError',
    message: 'Headers Timeout Error',
    code: 'UND_ERR_HEADERS_TIMEOUT',
  })
  expect(error).toMatchObject({
    name: 'HeadersTimeoutError',
    message: 'Headers Timeout Error',
    code: 'UND_ERR_HEADERS_TIMEOUT',
  })
  expect(error).toBeInstanceOf(errors.HeadersTimeoutError)
  expect(error).toBeInstanceOf(errors.UndiciError)
  expect(error).toBeInstanceOf(Error)
  expect(error).not.toBeInstanceOf(errors.SocketError)
  expect(error.constructor.name).toBe('HeadersTimeoutError')
})

test('so is what its parser says', () => {
  const recorded = { name: 'HTTPParserError', message: 'Expected HTTP/', code: 'HPE_INVALID_CONSTANT' }
  const error = playedError(recorded)
  expect(error).toMatchObject(recorded)
  expect(error).toBeInstanceOf(errors.HTTPParserError)
  expect(error).not.toBeInstanceOf(errors.UndiciError)
  expect(error.constructor.name).toBe('HTTPParserError')
})

test.each([
  { name: 'Error', message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
  { name: 'Error', message: 'Parse Error: Expected HTTP/', code: 'HPE_INVALID_CONSTANT' },
  { name: 'AbortError', message: 'aborted', code: 20 },
  { name: 'Error', message: 'no code' },
])('any other stays what it is: $message', (recorded) => {
  const error = playedError(recorded)
  expect(error).toMatchObject(recorded)
  expect(error).not.toBeInstanceOf(errors.UndiciError)
})
