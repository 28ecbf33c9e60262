import { expect, test } from 'vitest'
import { namedValue, redactedNamedValue } from './data-type.js'
import { redactor } from './redaction/settings.js'

test.each<[unknown, string]>([
  ['x', 'string'],
  [1, 'number'],
  [-0, 'number'],
  [Number.NaN, 'number'],
  [true, 'boolean'],
  [null, 'null'],
  [undefined, 'undefined'],
  [1n, 'bigint'],
  [[], 'array'],
  [[1], 'array'],
  [{}, 'object'],
  [{ a: 1 }, 'object'],
  [new Date(), 'date'],
  [new Map(), 'map'],
  [new Set(), 'set'],
  [/a/, 'regexp'],
  [new URL('https://a.example'), 'url'],
  [Buffer.from('a'), 'bytes'],
  [new Uint8Array(), 'bytes'],
  [new Error('x'), 'error'],
  // Objects, whatever they look like.
  [{ $date: 1 }, 'object'],
  [{ $$date: 1 }, 'object'],
  [{ $ref: '#/x' }, 'object'],
  [{ $number: 'NaN' }, 'object'],
])('the type of %o is %s', (value, dataType) => {
  expect(namedValue('a', value, 'inputs.a')).toEqual({ name: 'a', value, dataType })
  expect(redactedNamedValue('a', value, 'inputs.a', redactor())).toEqual({ name: 'a', value, dataType })
})

test('a value that cannot be recorded is refused by its path', () => {
  const value = { b: () => 1 }
  expect(() => namedValue('a', value, 'inputs.a')).toThrow('inputs.a.b is a function')
  expect(() => redactedNamedValue('a', value, 'inputs.a', redactor())).toThrow('inputs.a.b is a function')
})

test('the type is that of what is kept: a number that is a secret becomes a text', () => {
  const { value, dataType } = redactedNamedValue(
    'password',
    12_345_678,
    'inputs.password',
    redactor(),
    'kept',
  )
  expect({ value, dataType }).toEqual({ value: '[redacted:password]', dataType: 'string' })
  expect(redactedNamedValue('password', 'x1', 'inputs.password', redactor(), 'kept').name).toBe('kept')
})
