import { describe, expect, test } from 'vitest'
import { canonicalText } from './canonical.js'

/** The double with these bits. */
function double(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE()
}

describe('RFC 8785', () => {
  test('its example of an object (section 3.2.2)', () => {
    const value = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`) as unknown

    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('keys are in UTF-16 order (section 3.2.3)', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      1: 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const inOrder = ['\\r', '1', '\u0080', 'ö', '€', '😀', '\ufb33']

    expect([...canonicalText(value).matchAll(/"([^"]+)":/g)].map(([, key]) => key)).toEqual(inOrder)
  })

  test.each([
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('the number with the bits %s (appendix B)', (bits, text) => {
    expect(canonicalText(double(bits))).toBe(text)
  })
})

describe('the same', () => {
  test.each<[string, unknown, unknown]>([
    ['whatever the order of keys', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    [
      'whatever the order of a map',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ],
    [
      'whatever the order of a set',
      new Set<unknown>([1, 'x', { a: 1 }]),
      new Set<unknown>([{ a: 1 }, 'x', 1]),
    ],
    [
      'whatever the order of sets in sets',
      new Set([new Set([1, 2]), new Set([3])]),
      new Set([new Set([3]), new Set([2, 1])]),
    ],
    ['1 and 1.0', 1, Number('1.0')],
    ['a date and its copy', new Date(5), new Date(5)],
    ['with or without a prototype', { a: 1 }, Object.assign(Object.create(null) as object, { a: 1 })],
  ])('%s', (_what, a, b) => {
    expect(canonicalText(a)).toBe(canonicalText(b))
  })
})

describe('not the same', () => {
  test.each<[string, unknown, unknown]>([
    ['0 and -0', 0, -0],
    ['undefined and absent', { a: undefined }, {}],
    ['undefined and null', [undefined], [null]],
    ['NaN and null', Number.NaN, null],
    ['NaN and its name', Number.NaN, 'NaN'],
    ['1 and "1"', 1, '1'],
    ['1 and 1n', 1, 1n],
    ['a date and its text', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a date and an object like its tag', new Date(0), { $date: '1970-01-01T00:00:00.000Z' }],
    ['a map and an object', new Map([['a', 1]]), { a: 1 }],
    ['a set and an array', new Set([1]), [1]],
    ['a map and an object like its tag', new Map([['a', 1]]), { $map: [['a', 1]] }],
    ['arrays in another order', [1, 2], [2, 1]],
    ['the same bytes of two types', new Uint8Array([1]), new Int8Array([1])],
    ['bytes and a buffer', new Uint8Array([1]), Buffer.from([1])],
    ['errors of two names', new Error('x'), new TypeError('x')],
    ['Unicode forms', 'é', 'é'.normalize('NFD')],
    ['the flags of a regular expression', /a/, /a/i],
  ])('%s', (_what, a, b) => {
    expect(canonicalText(a)).not.toBe(canonicalText(b))
  })

  test('an array like a set in another order', () => {
    expect(canonicalText({ $set: [1, 2] })).not.toBe(canonicalText({ $set: [2, 1] }))
  })
})

test('an own __proto__ key counts', () => {
  const hidden = JSON.parse('{"__proto__":{"p":1}}') as unknown

  expect(canonicalText(hidden)).toBe('{"__proto__":{"p":1}}')
  expect(canonicalText(hidden)).not.toBe(canonicalText({}))
})

test('an error names the path that the caller gave', () => {
  expect(() => canonicalText({ a: () => 1 }, 'outputs.reply')).toThrow('outputs.reply.a is a function')
})
