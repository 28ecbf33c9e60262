import { describe, expect, test } from 'vitest'
import { RawNumber } from '../lossless/raw-number.js'
import { anyValue, attributesOf, objectOf } from './any-value.js'

describe('anyValue', () => {
  test.each<[what: string, written: unknown, value: unknown]>([
    ['a text', { stringValue: 'x' }, 'x'],
    ['an empty text', { stringValue: '' }, ''],
    ['false', { boolValue: false }, false],
    ['an integer as text', { intValue: '42' }, 42],
    ['an integer as number', { intValue: 42 }, 42],
    ['zero', { intValue: '0' }, 0],
    ['minus zero, which no integer has', { intValue: '-0' }, 0],
    ['the last safe integer', { intValue: '9007199254740991' }, 9_007_199_254_740_991],
    ['an integer beyond', { intValue: '9007199254740993' }, new RawNumber('9007199254740993')],
    ['the smallest int64', { intValue: '-9223372036854775808' }, new RawNumber('-9223372036854775808')],
    [
      'a bare integer that was kept raw',
      { intValue: new RawNumber('9007199254740993') },
      new RawNumber('9007199254740993'),
    ],
    ['leading zeros', { intValue: '0009007199254740993' }, new RawNumber('9007199254740993')],
    ['a double', { doubleValue: 0.25 }, 0.25],
    ['a double as text', { doubleValue: '1e3' }, 1000],
    ['a raw double', { doubleValue: new RawNumber('100000000000000000000') }, 1e20],
    ['NaN', { doubleValue: 'NaN' }, Number.NaN],
    ['Infinity', { doubleValue: 'Infinity' }, Infinity],
    ['-Infinity', { doubleValue: '-Infinity' }, -Infinity],
    ['a list', { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }] } }, ['a', 1]],
    ['an empty list', { arrayValue: {} }, []],
    [
      'an object',
      { kvlistValue: { values: [{ key: 'a', value: { arrayValue: { values: [{}] } } }] } },
      { a: [null] },
    ],
    ['an empty object', { kvlistValue: {} }, {}],
    ['bytes', { bytesValue: 'AQID' }, new Uint8Array([1, 2, 3])],
    ['no bytes', { bytesValue: '' }, new Uint8Array()],
    ['nothing', {}, null],
    ['nothing at all', undefined, null],
    ['a member of a later version', { laterValue: 1 }, null],
  ])('reads %s', (_what, written, value) => {
    expect(anyValue(written)).toStrictEqual(value)
  })

  test.each<[written: unknown, kept: unknown]>([
    [{ intValue: 'x' }, 'x'],
    [{ intValue: '' }, ''],
    [{ intValue: '1.5' }, '1.5'],
    [{ intValue: [1] }, [1]],
    [{ doubleValue: 'x' }, 'x'],
    [{ doubleValue: '0x10' }, '0x10'],
    [{ doubleValue: null }, null],
    [{ bytesValue: 7 }, 7],
    [{ arrayValue: 'x' }, 'x'],
    [{ kvlistValue: [] }, []],
    ['bare', 'bare'],
    [[1], [1]],
  ])('keeps %j, which means nothing, as it is', (written, kept) => {
    expect(anyValue(written)).toStrictEqual(kept)
  })
})

describe('attributesOf', () => {
  test('keeps every key as an own one', () => {
    const list = ['__proto__', 'constructor', 'toString', ''].map((key) => ({
      key,
      value: { stringValue: key },
    }))
    const object = objectOf(attributesOf(list))

    expect(Object.keys(object)).toStrictEqual(['__proto__', 'constructor', 'toString', ''])
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
    expect(Object.getOwnPropertyDescriptor(object, '__proto__')?.value).toBe('__proto__')
  })

  test.each([[undefined], [null], ['x'], [{}], [[null, 1, 'x', [], {}, { key: 1, value: {} }]]])(
    'finds nothing in %j',
    (given) => {
      expect(attributesOf(given).size).toBe(0)
    },
  )
})
