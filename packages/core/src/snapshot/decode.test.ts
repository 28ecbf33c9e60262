import { expect, test } from 'vitest'
import { decode } from './decode.js'

test.each<[string, unknown]>([
  ['a bigint', { $bigint: 'one' }],
  ['a date', { $date: 'yesterday' }],
  ['a number', { $number: 'seven' }],
  ['a map', { $map: 5 }],
  ['a map member', { $map: [5] }],
  ['a set', { $set: null }],
  ['a regular expression', { $regexp: ['(', ''] }],
  ['flags', { $regexp: ['a', 'zz'] }],
  ['a URL', { $url: 'not a url' }],
  ['bytes of no known type', { $bytes: { type: 'Float8Array', base64: '' } }],
  ['bytes of an inherited type', { $bytes: { type: 'constructor', base64: '' } }],
  ['bytes that do not fill the type', { $bytes: { type: 'Float64Array', base64: 'AQI=' } }],
  ['no bytes', { $bytes: null }],
  ['an error', { $error: null }],
  ['an array with holes', { $sparse: null }],
  ['a length', { $sparse: { length: -1, items: {} } }],
  ['a length of an array', { $sparse: { length: 2 ** 32, items: {} } }],
  ['an index', { $sparse: { length: 1, items: { length: 5 } } }],
  ['an index below its length', { $sparse: { length: 1, items: { 1: 'x' } } }],
  ['an instance', { $instance: null }],
])('a tag that does not hold %s throws', (_what, written) => {
  expect(() => decode(written as never)).toThrow(Error)
})
