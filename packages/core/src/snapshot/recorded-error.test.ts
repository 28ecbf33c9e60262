import { runInNewContext } from 'node:vm'
import { redactor } from './redaction/settings.js'
import { expect, test } from 'vitest'
import { recordedError, revivedError } from './recorded-error.js'

class RateLimited extends Error {
  override readonly name = 'RateLimited'
  readonly code = 429
}

test.each<[string, unknown, object]>([
  ['an error', new TypeError('x'), { name: 'TypeError', message: 'x' }],
  [
    'an error of a class with a code',
    new RateLimited('slow'),
    { name: 'RateLimited', message: 'slow', code: 429 },
  ],
  ['an error of another realm', runInNewContext('new RangeError("x")'), { name: 'RangeError', message: 'x' }],
  [
    'an error with a code that is no code',
    Object.assign(new Error('x'), { code: {} }),
    { name: 'Error', message: 'x' },
  ],
  ['an object', { message: 'x' }, { name: 'Error', message: 'x' }],
  [
    'an object that is no error',
    { reason: 'fraud', amount: 1 },
    { name: 'NonError', message: '{"amount":1,"reason":"fraud"}' },
  ],
  ['a list', [1], { name: 'NonError', message: '[1]' }],
  [
    'a credential in a URL',
    new Error('GET https://h/?api_key=s3cr3t failed'),
    { name: 'Error', message: 'GET https://h/?api_key=%5Bredacted%3Aapi-key%5D failed' },
  ],
  ['text', 'down', { name: 'NonError', message: 'down' }],
  ['undefined', undefined, { name: 'NonError', message: 'undefined' }],
  ['null', null, { name: 'NonError', message: 'null' }],
  ['a symbol', Symbol('x'), { name: 'NonError', message: 'Symbol(x)' }],
])('%s as data', (_what, thrown, recorded) => {
  expect(recordedError(thrown, redactor())).toStrictEqual(recorded)
})

test('is an error again, of the same name, message and code', () => {
  const revived = revivedError(recordedError(new RateLimited('slow'), redactor()))

  expect(revived).toBeInstanceOf(Error)
  expect(revived).toMatchObject({ name: 'RateLimited', message: 'slow', code: 429 })
  expect(recordedError(revived, redactor())).toEqual(recordedError(new RateLimited('slow'), redactor()))
})

test('without a code gets none', () => {
  expect(revivedError({ name: 'Error', message: 'x' })).not.toHaveProperty('code')
})
