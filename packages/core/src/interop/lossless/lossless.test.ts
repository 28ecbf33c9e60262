import { describe, expect, test } from 'vitest'
import { parseLossless } from './parse-lossless.js'
import { RawNumber } from './raw-number.js'
import { restoreLexemes } from './restore-lexemes.js'
import { settleNumbers } from './settle-numbers.js'
import { writeJson } from './write-json.js'

describe('a number of a foreign text', () => {
  test.each<[lexeme: string, value: number | bigint, isKept: boolean]>([
    ['0', 0, false],
    ['-0', -0, false],
    ['-0.0', -0, true],
    ['0.0', 0, true],
    ['1.50', 1.5, true],
    ['1.5', 1.5, false],
    ['1e5', 100_000, true],
    ['1E5', 100_000, true],
    ['1e+21', 1e21, false],
    ['1e-7', 1e-7, false],
    ['0.1234567890123456789', 0.123_456_789_012_345_68, true],
    ['9007199254740991', 9_007_199_254_740_991, false],
    ['9007199254740992', 9_007_199_254_740_992n, false],
    ['9007199254740993', 9_007_199_254_740_993n, false],
    ['-9223372036854775808', -9_223_372_036_854_775_808n, false],
    ['18446744073709551615', 18_446_744_073_709_551_615n, false],
    ['9007199254740994.0', 9_007_199_254_740_994, false],
    ['1e16', 10_000_000_000_000_000, true],
    ['1e400', Infinity, true],
    ['5e-324', 5e-324, false],
    ['1e-400', 0, true],
  ])('%s becomes %s, and its text is kept: %s', (lexeme, value, isKept) => {
    const settled = settleNumbers({ n: [parseLossless(lexeme)] })

    expect(settled.value.n[0]).toBe(value)
    expect(settled.lexemes).toStrictEqual(isKept ? { '/n/0': lexeme } : {})
    if (Number.isFinite(value) || typeof value === 'bigint') {
      // Without the lexeme, the text reads as the same value again.
      expect(settleNumbers(parseLossless(writeJson(value === 0 && isKept ? 0 : value, 'n'))).value).toBe(
        Object.is(value, -0) && isKept ? 0 : value,
      )
    }
    const restored = restoreLexemes(settled.value, settled.lexemes) as { n: [unknown] }
    if (isKept) expect(restored.n[0]).toStrictEqual(new RawNumber(lexeme))
    else expect(restored).toBe(settled.value)
  })

  test('is found again under any key', () => {
    const text =
      '{"__proto__":1.0,"constructor":{"toString":2.0},"a/b":{"~":3.0,"~1":4.0},"":[5.0,{"":6.0}],"$date":7.0}'
    const { value, lexemes } = settleNumbers(parseLossless(text))

    expect(Object.keys(value as object)).toStrictEqual(['__proto__', 'constructor', 'a/b', '', '$date'])
    expect(Object.keys(lexemes)).toStrictEqual([
      '/__proto__',
      '/constructor/toString',
      '/a~1b/~0',
      '/a~1b/~01',
      '//0',
      '//1/',
      '/$date',
    ])
    expect(writeJson(restoreLexemes(value, lexemes), 'value')).toBe(text)
  })

  test('has no text of its own any more where the value was changed', () => {
    const { lexemes } = settleNumbers(parseLossless('{"a":1.0,"b":2.0,"c":0.0}'))

    expect(writeJson(restoreLexemes({ a: 1, b: 3, c: -0 }, lexemes), 'value')).toBe('{"a":1.0,"b":3,"c":-0}')
  })

  test.each(['1,"x":2', '01', ' 1', '1 ', '0x1', '"1"', '', '+1', '1.'])(
    'is not written as %j, which a hand may have put among the lexemes',
    (lexeme) => {
      expect(restoreLexemes({ a: 1 }, { '/a': lexeme })).toStrictEqual({ a: 1 })
    },
  )

  test('warns of what JavaScript numbers cannot do, once', () => {
    expect(
      settleNumbers(parseLossless('[9007199254740993, 9007199254740995, 1e400]')).warnings,
    ).toStrictEqual([expect.stringContaining('BigInt'), expect.stringContaining('Infinity')])
  })
})

describe('parseLossless', () => {
  test.each(['', '{', '[1,]', '{"a":1,}', '01', 'nul', '"\u0001"', '\u0000\u0001', '1 2', '{a:1}', "'a'"])(
    'refuses %j',
    (text) => {
      expect(() => parseLossless(text)).toThrow(SyntaxError)
    },
  )

  test('refuses a key that stands twice with two values, and takes one with the same', () => {
    expect(() => parseLossless('{"a":1,"a":2}')).toThrow(SyntaxError)
    expect(() => parseLossless('{"a":1.0,"a":1.00}')).toThrow(SyntaxError)
    expect(parseLossless('{"a":1,"a":1}')).toStrictEqual({ a: 1 })
  })

  test('gives up on text nested too deep with an error that can be caught', () => {
    expect(() => parseLossless('['.repeat(100_000))).toThrow(RangeError)
  })
})

describe('writeJson refuses what would come back as something else', () => {
  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['a hole', [, 1]],
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['a small BigInt', 5n],
    ['an integer of more than 64 bits', 2n ** 64n],
    ['an integer of more than 64 bits below zero', -(2n ** 63n) - 1n],
  ])('%s', (_what, value) => {
    expect(() => writeJson({ a: [value] }, 'x')).toThrow(
      expect.objectContaining({ code: 'NOT_SERIALIZABLE', message: expect.stringMatching(/^x\.a\[0\]/) }),
    )
  })

  test('and writes the rest as it is', () => {
    const value = { a: [null, true, 'é\n\ud83d', 1.5, -0, 2n ** 63n, 1e20], ['__proto__']: {} }

    expect(writeJson(value, 'x')).toBe(
      '{"a":[null,true,"é\\n\\ud83d",1.5,-0,9223372036854775808,100000000000000000000.0],"__proto__":{}}',
    )
  })
})
