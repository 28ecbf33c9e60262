import { expect, test } from 'vitest'
import { namedValue } from './data-type.js'

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
})

test('a value that cannot be recorded is refused by its path', () => {
  expect(() => namedValue('a', { b: () => 1 }, 'inputs.a')).toThrow('inputs.a.b is a function')
})
