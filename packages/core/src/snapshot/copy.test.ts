import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { copyOf } from './copy.js'

test('is equal and shares nothing', () => {
  const value = {
    plain: { list: [1] },
    at: new Date(0),
    seen: new Map([['a', { b: 1 }]]),
    bytes: Buffer.from('x'),
  }
  const copy = copyOf(value, 'value')

  expect(copy).toStrictEqual(value)
  expect(copy.plain).not.toBe(value.plain)
  expect(copy.plain.list).not.toBe(value.plain.list)
  expect(copy.at).not.toBe(value.at)
  expect(copy.seen.get('a')).not.toBe(value.seen.get('a'))
  expect(copy.bytes).not.toBe(value.bytes)
})

test('is made of objects of this realm', () => {
  const copy = copyOf(runInNewContext('({ list: [new Date(0)] })') as { list: unknown[] }, 'value')

  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
  expect(copy.list).toBeInstanceOf(Array)
  expect(copy.list[0]).toBeInstanceOf(Date)
})

test('is refused for what cannot be kept, by its path', () => {
  expect(() => copyOf({ a: () => 1 }, 'inputs.ticket')).toThrow('inputs.ticket.a is a function')
})
