import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { defined, getOwn, isPlainObject, setOwn } from './plain-object.js'

test.each<[string, object, boolean]>([
  ['a literal', { a: 1 }, true],
  ['one without prototype', Object.create(null), true],
  ['one of another realm', runInNewContext('({})'), true],
  ['one without prototype of another realm', runInNewContext('Object.create(null)'), true],
  ['one with an own constructor', { constructor: Date }, true],
  ['an array', [], false],
  ['a date', new Date(), false],
  ['a map of another realm', runInNewContext('new Map()'), false],
  [
    'an instance',
    new (class Ticket {
      readonly id = 1
    })(),
    false,
  ],
  ['one that inherits', Object.create({ a: 1 }), false],
])('%s: %#', (_what, value, plain) => {
  expect(isPlainObject(value)).toBe(plain)
})

test.each(['a', '__proto__', 'constructor', 'toString'])('setOwn and getOwn of %s', (key) => {
  const target = {}
  expect(getOwn(target, key)).toBeUndefined()

  setOwn(target, key, { p: 1 })

  expect(getOwn(target, key)).toEqual({ p: 1 })
  expect(Object.keys(target)).toEqual([key])
  expect(Object.getPrototypeOf(target)).toBe(Object.prototype)
})

test('defined leaves out what has no value, and nothing else', () => {
  expect(defined({ a: undefined, b: null, c: 0, d: '', e: false })).toStrictEqual({
    b: null,
    c: 0,
    d: '',
    e: false,
  })
})
