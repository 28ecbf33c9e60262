import { createContext, runInContext } from 'node:vm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { LIMITS, setLimits } from '../limits.js'
import { canonicalText } from './canonical.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { isJson } from './is-json.js'
import type { JsonValue } from './types.js'

/** There and back, by way of text, as through a store. */
function roundTrip(value: unknown): unknown {
  return decode(JSON.parse(JSON.stringify(encode(value))) as JsonValue)
}

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'leaf'
  for (let level = 0; level < depth; level++) value = wrap(value)
  return value
}

function withCode(error: Error, code: unknown): Error {
  return Object.assign(error, { code })
}

describe('written as, and back as it was', () => {
  test.each<[string, unknown, unknown]>([
    ['null', null, null],
    ['a string', 'a\0 "ü" 🙂 \ud800', 'a\0 "ü" 🙂 \ud800'],
    ['a number', 0.1, 0.1],
    ['a boolean', false, false],
    ['-0', -0, { $number: '-0' }],
    ['NaN', Number.NaN, { $number: 'NaN' }],
    ['Infinity', Infinity, { $number: 'Infinity' }],
    ['-Infinity', -Infinity, { $number: '-Infinity' }],
    ['a bigint', -(2n ** 70n), { $bigint: '-1180591620717411303424' }],
    ['undefined', undefined, { $undefined: true }],
    ['undefined in an object', { a: undefined, b: 1 }, { a: { $undefined: true }, b: 1 }],
    ['undefined in an array', [1, undefined], [1, { $undefined: true }]],
    ['a date', new Date(1_700_000_000_123), { $date: '2023-11-14T22:13:20.123Z' }],
    ['a far date', new Date(-8.64e15), { $date: '-271821-04-20T00:00:00.000Z' }],
    ['an invalid date', new Date(Number.NaN), { $date: null }],
    ['a regular expression', /a\/"b"[^\n]/giu, { $regexp: ['a\\/"b"[^\\n]', 'giu'] }],
    ['a URL', new URL('https://a.example/x?b=%20#c'), { $url: 'https://a.example/x?b=%20#c' }],
    [
      'headers of the fetch API',
      new Headers([
        ['Set-Cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['accept', '*/*'],
      ]),
      {
        $headers: [
          ['accept', '*/*'],
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
        ],
      },
    ],
    ['an empty map', new Map(), { $map: [] }],
    [
      'a map with keys of any type',
      new Map<unknown, unknown>([
        ['a', 1n],
        [{ k: 1 }, undefined],
      ]),
      {
        $map: [
          ['a', { $bigint: '1' }],
          [{ k: 1 }, { $undefined: true }],
        ],
      },
    ],
    ['a set', new Set([1, '1', Number.NaN]), { $set: [1, '1', { $number: 'NaN' }] }],
    [
      'maps, sets and dates in each other',
      { list: [new Map([['seen', new Set([new Date(0)])]])] },
      { list: [{ $map: [['seen', { $set: [{ $date: '1970-01-01T00:00:00.000Z' }] }]] }] },
    ],
    ['a buffer', Buffer.from('höher'), { $bytes: { type: 'Buffer', base64: 'aMO2aGVy' } }],
    ['an ArrayBuffer', new Uint8Array([1, 2]).buffer, { $bytes: { type: 'ArrayBuffer', base64: 'AQI=' } }],
    ['no bytes', new Uint8Array(), { $bytes: { type: 'Uint8Array', base64: '' } }],
    [
      'a part of a buffer',
      new Uint16Array(new Uint16Array([9, 1, 2, 9]).buffer, 2, 2),
      { $bytes: { type: 'Uint16Array', base64: 'AQACAA==' } },
    ],
    ['an error', new Error('down'), { $error: { name: 'Error', message: 'down' } }],
    [
      'an error with a cause and properties',
      withCode(new Error('down', { cause: new Date(0) }), 7n),
      {
        $error: {
          name: 'Error',
          message: 'down',
          code: { $bigint: '7' },
          cause: { $date: '1970-01-01T00:00:00.000Z' },
        },
      },
    ],
  ])('%s', (_what, value, written) => {
    expect(encode(value)).toStrictEqual(written)
    expect(roundTrip(value)).toStrictEqual(value)
  })

  test.each([
    new Int8Array([-1, 2]),
    new Uint8Array([1, 255]),
    new Uint8ClampedArray([1, 255]),
    new Int16Array([-1, 300]),
    new Uint16Array([1, 65_535]),
    new Int32Array([-1, 70_000]),
    new Uint32Array([1, 4_294_967_295]),
    new Float32Array([0.5, -0, Number.NaN]),
    new Float64Array([0.1, Infinity, -0]),
    new BigInt64Array([-1n, 2n ** 62n]),
    new BigUint64Array([1n, 2n ** 63n]),
  ])('a typed array: %o', (bytes) => {
    expect(roundTrip(bytes)).toStrictEqual(bytes)
  })

  test('an invalid date stays invalid', () => {
    expect((roundTrip(new Date(Number.NaN)) as Date).getTime()).toBeNaN()
  })

  test('an error keeps name, message, cause and properties; its stack is not part of it', () => {
    const error = withCode(new TypeError('no such ticket', { cause: new RangeError('inner') }), 'E_TICKET')
    const back = roundTrip(error) as Error & { code: string }

    expect(back).toBeInstanceOf(Error)
    expect(back).toMatchObject({ name: 'TypeError', message: 'no such ticket', code: 'E_TICKET' })
    expect(back.cause).toMatchObject({ name: 'RangeError', message: 'inner' })
    expect(Object.keys(back)).toEqual(['code'])
    expect(JSON.stringify(encode(error))).not.toContain('encode.test')
  })

  test('the causes of an AggregateError', () => {
    const error = new AggregateError([new Error('first'), 'second'], 'both down')
    const back = roundTrip(error) as AggregateError

    expect(back).toBeInstanceOf(AggregateError)
    expect(back).toMatchObject({ name: 'AggregateError', message: 'both down' })
    expect(back.errors).toEqual([new Error('first'), 'second'])
    expect(Object.keys(back)).toEqual([])
  })

  test('an error may have a cause that is undefined', () => {
    expect(Object.hasOwn(roundTrip(new Error('x', { cause: undefined })) as Error, 'cause')).toBe(true)
    expect(Object.hasOwn(roundTrip(new Error('x')) as Error, 'cause')).toBe(false)
  })

  test.each<[string, unknown[], unknown]>([
    ['one hole', [1, , 3], { $sparse: { length: 3, items: { 0: 1, 2: 3 } } }],
    ['a hole at the end', [1, ,], { $sparse: { length: 2, items: { 0: 1 } } }],
    ['nothing but holes', new Array<unknown>(3), { $sparse: { length: 3, items: {} } }],
    [
      'a hole beside undefined and a date',
      [, undefined, new Date(0)],
      {
        $sparse: { length: 3, items: { 1: { $undefined: true }, 2: { $date: '1970-01-01T00:00:00.000Z' } } },
      },
    ],
    [
      'a length that nobody can walk',
      Object.assign(new Array<unknown>(4_000_000_000), { 3_999_999_999: 'end' }),
      { $sparse: { length: 4_000_000_000, items: { 3999999999: 'end' } } },
    ],
  ])('an array with holes: %s', (_what, value, written) => {
    expect(encode(value)).toEqual(written)
    const back = roundTrip(value) as unknown[]
    expect(back.length).toBe(value.length)
    expect(Object.entries(back)).toEqual(Object.entries(value))
  })

  test('an expression that goes on from where it was', () => {
    const value = /a/g
    value.exec('aa')
    expect(encode(value)).toEqual({ $regexp: ['a', 'g', 1] })
    expect((roundTrip(value) as RegExp).lastIndex).toBe(1)
    expect(encode(/a/g)).toEqual({ $regexp: ['a', 'g'] })
  })

  test.each([
    new EvalError('x'),
    new RangeError('x'),
    new ReferenceError('x'),
    new SyntaxError('x'),
    new TypeError('x'),
    new URIError('x'),
  ])('an error of the language is of its class: %s', (error) => {
    expect(roundTrip(error)).toStrictEqual(error)
    expect((roundTrip(error) as Error).constructor).toBe(error.constructor)
    expect(Object.hasOwn(roundTrip(error) as Error, 'name')).toBe(false)
  })

  test.each<[unknown]>([[5n], [{ code: 1, at: new Date(0) }], [null], [undefined], [['a']]])(
    'an error with a message or a name that is no text: %o',
    (odd) => {
      for (const key of ['message', 'name']) {
        const error = new Error('x')
        Object.defineProperty(error, key, { value: odd, configurable: true, writable: true })
        const back = roundTrip(error) as Record<string, unknown>
        expect(back[key]).toStrictEqual(odd)
        expect(canonicalText(back)).toBe(canonicalText(error))
      }
    },
  )

  test('an object without prototype, as a plain object', () => {
    const bare = Object.assign(Object.create(null) as object, { at: new Date(0) })

    expect(roundTrip(bare)).toStrictEqual({ at: new Date(0) })
  })

  test('a string of 5 MiB', () => {
    const text = 'Grüße, 🙂! '.repeat(500_000)

    expect(Buffer.byteLength(text)).toBeGreaterThan(5 * 2 ** 20)
    expect(roundTrip({ text })).toEqual({ text })
  })
})

describe('plain JSON', () => {
  const plain = { a: [1, { b: null, c: ['x', true] }], $ref: '#/x', 'd.e': {} }

  test('is written as it is: the same reference', () => {
    expect(encode(plain)).toBe(plain)
    expect(encode(plain.a)).toBe(plain.a)
  })

  test('is read as it is: the same reference', () => {
    expect(decode(plain as JsonValue)).toBe(plain)
  })

  test('beside a value that is not stays the same reference, and nothing is changed in place', () => {
    const value = { before: { x: 1 }, at: new Date(0), after: [1] }
    const written = encode(value) as Record<string, unknown>

    expect(written).toEqual({ before: { x: 1 }, at: { $date: '1970-01-01T00:00:00.000Z' }, after: [1] })
    expect(Object.keys(written)).toEqual(['before', 'at', 'after'])
    expect(written.before).toBe(value.before)
    expect(written.after).toBe(value.after)
    expect(value.at).toEqual(new Date(0))
  })

  test('may hold one object in two places', () => {
    const shared = { at: new Date(0) }

    expect(roundTrip({ a: shared, b: [shared, shared] })).toEqual({ a: shared, b: [shared, shared] })
  })
})

describe('an object that looks like a tag', () => {
  test.each<[unknown, unknown]>([
    [{ $date: 1 }, { $$date: 1 }],
    [{ $$date: 1 }, { $$$date: 1 }],
    [{ $undefined: true }, { $$undefined: true }],
    [{ $number: 'NaN' }, { $$number: 'NaN' }],
    [{ $bigint: '1' }, { $$bigint: '1' }],
    [{ $map: [[1, 2]] }, { $$map: [[1, 2]] }],
    [{ $error: { name: 'x' } }, { $$error: { name: 'x' } }],
    [{ $date: { $date: new Date(0) } }, { $$date: { $$date: { $date: '1970-01-01T00:00:00.000Z' } } }],
    [{ $set: { $set: [] } }, { $$set: { $$set: [] } }],
  ])('%j is moved out of the way', (value, written) => {
    expect(encode(value)).toEqual(written)
    expect(roundTrip(value)).toStrictEqual(value)
  })

  test.each<[unknown]>([
    [{ $ref: '#/x' }],
    [{ $$ref: 1 }],
    [{ $date: 1, other: 2 }],
    [{ $dates: 1 }],
    [{ date: 1 }],
    [{ $: 1 }],
    [{ '': 1 }],
    [{ $DATE: 1 }],
    [{ '$date\n': 1 }],
  ])('%j does not, and stays unchanged', (value) => {
    expect(encode(value)).toBe(value)
    expect(roundTrip(value)).toStrictEqual(value)
  })
})

describe('keys that are also properties of all objects', () => {
  const text = '{"__proto__":{"p":1},"constructor":2,"valueOf":1,"toString":"x","hasOwnProperty":1}'

  test.each([
    ['alone', text],
    ['as the only key', '{"__proto__":{"p":1}}'],
    ['beside a date', text.replace('{', '{"at":{"$date":"1970-01-01T00:00:00.000Z"},')],
    ['before a date', text.replace(/}$/, ',"at":{"$date":"1970-01-01T00:00:00.000Z"}}')],
    ['around a date', '{"__proto__":{"$date":"1970-01-01T00:00:00.000Z"}}'],
    ['in an error', `{"$error":{"name":"Error","message":"m",${text.slice(1)}}`],
  ])('stay own keys, %s', (_where, written) => {
    const value = decode(JSON.parse(written) as JsonValue)

    expect(JSON.stringify(encode(value))).toBe(written)
    expect(({} as { p?: number }).p).toBeUndefined()
  })

  test('do not become the prototype', () => {
    const value = decode(JSON.parse('{"__proto__":{"p":1},"at":{"$date":null}}') as JsonValue) as object

    expect(Object.keys(value)).toEqual(['__proto__', 'at'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect('p' in value).toBe(false)
  })
})

describe('values of another realm', () => {
  const there = (code: string): unknown => runInContext(code, createContext({ URL }))

  test.each<[string, unknown]>([
    ['({ a: [1, { b: null }] })', { a: [1, { b: null }] }],
    ['Object.assign(Object.create(null), { a: 1 })', { a: 1 }],
    ['new Date(5)', new Date(5)],
    ['new Map([[1, new Set([2])]])', new Map([[1, new Set([2])]])],
    ['/a/g', /a/g],
    ['new Float32Array([1, 2])', new Float32Array([1, 2])],
    ['new Uint8Array([1, 2]).buffer', new Uint8Array([1, 2]).buffer],
    ['new URL("https://a.example/")', new URL('https://a.example/')],
    ['[undefined, NaN, -0, 1n]', [undefined, Number.NaN, -0, 1n]],
  ])('%s', (code, value) => {
    expect(encode(there(code))).toEqual(encode(value))
    expect(roundTrip(there(code))).toStrictEqual(value)
  })

  test('an error', () => {
    expect(roundTrip(there('new TypeError("x", { cause: 1 })'))).toMatchObject({
      name: 'TypeError',
      message: 'x',
      cause: 1,
    })
  })

  test('an instance of a class is refused all the same', () => {
    expect(() => encode(there('new (class Ticket {})()'))).toThrow('value is an instance of Ticket')
  })
})

describe('what cannot be kept is refused, by its path', () => {
  class Ticket {
    readonly id = 1
  }
  const circle: { a: unknown[] } = { a: [] }
  circle.a.push(circle)
  const ring = new Map<string, unknown>()
  ring.set('self', { ring })

  test.each<[string, unknown, string]>([
    ['a function', { ask: () => 1 }, 'value.ask is a function'],
    ['a method', { list: [{ toJSON: () => 1 }] }, 'value.list[0].toJSON is a function'],
    ['a symbol', [Symbol('x')], 'value[0] is a symbol'],
    ['a symbol key', { a: { [Symbol('x')]: 1 } }, 'value.a is a symbol key'],
    [
      'a list with a symbol key',
      { a: Object.assign([1], { [Symbol('x')]: 1 }) },
      'value.a is a list with a symbol key',
    ],
    ['a class instance', { ticket: new Ticket() }, 'value.ticket is an instance of Ticket'],
    [
      'a nameless class instance',
      [
        new (class {
          readonly id = 1
        })(),
      ],
      'value[0] is an instance of',
    ],
    ['a promise', Promise.resolve(1), 'value is an instance of Promise'],
    ['a weak map', new WeakMap(), 'value is an instance of WeakMap'],
    ['a class of maps', { a: new (class Index extends Map {})() }, 'value.a is an instance of Index'],
    ['a class of sets', [new (class Ids extends Set {})()], 'value[0] is an instance of Ids'],
    ['a class of expressions', new (class Rule extends RegExp {})('a'), 'value is an instance of Rule'],
    [
      'an error with a function as its message',
      Object.assign(new Error(), { message: () => 1 }),
      'value.message is a function',
    ],
    [
      'an error with a symbol as its name',
      Object.assign(new Error(), { name: Symbol('x') }),
      'value.name is a symbol',
    ],
    ['a boxed string', Object('x'), 'value is an instance of String'],
    ['a data view', new DataView(new ArrayBuffer(1)), 'value is an instance of DataView'],
    [
      'a date with a member',
      Object.assign(new Date(0), { zone: 'UTC' }),
      'value is a Date with members of its own',
    ],
    [
      'a map with a member',
      { m: Object.assign(new Map(), { a: 1 }) },
      'value.m is a Map with members of its own',
    ],
    ['a list with a member', Object.assign([1], { a: 1 }), 'value is a list with members of its own'],
    [
      'a list with a hole and a member',
      Object.assign([1, , 3], { a: 1 }),
      'value is a list with members of its own',
    ],
    ['in a list with holes', [, () => 1], 'value[1] is a function'],
    ['a cycle', circle, 'value.a[0] is a cycle'],
    ['a cycle through a map', ring, 'value.<value 0>.ring is a cycle'],
    ['in a map key', new Map([[() => 1, 1]]), 'value.<key 0> is a function'],
    ['in a set', new Set([1, () => 1]), 'value.<member 1> is a function'],
    ['in an error', withCode(new Error('x'), () => 1), 'value.code is a function'],
    ['in a cause', new Error('x', { cause: new Ticket() }), 'value.cause is an instance of Ticket'],
    ['in a tag-like object', { $date: () => 1 }, 'value.$date is a function'],
  ])('%s', (_what, value, message) => {
    expect(() => encode(value)).toThrow(
      expect.objectContaining({
        name: 'ValueError',
        code: 'NOT_SERIALIZABLE',
        message: expect.stringContaining(message),
      }),
    )
  })

  test('a list with a symbol that is not enumerable, as proxies have, is a list', () => {
    const list = Object.defineProperty([1], Symbol('of a proxy'), { value: 2, enumerable: false })
    expect(encode({ list })).toEqual({ list: [1] })
    expect(isJson(list)).toBe(true)
  })

  test('what throws when it is read, with what it threw as the cause', () => {
    const cause = new TypeError('boom')
    const value = {
      get total() {
        throw cause
      },
    }
    expect(() => encode([value], 'output')).toThrow(
      expect.objectContaining({
        code: 'NOT_SERIALIZABLE',
        message: expect.stringMatching(/^output cannot be read, .*: TypeError: boom/),
        cause,
      }),
    )
  })

  test('the path begins with what the caller calls the value', () => {
    expect(() => encode([() => 1], 'inputs.ticket')).toThrow('inputs.ticket[0] is a function')
  })

  test('typed arrays that cannot be read back', () => {
    const unknown = Object.defineProperty(new Uint8Array(2), Symbol.toStringTag, { value: 'Float16Array' })

    expect(() => encode(unknown)).toThrow(expect.objectContaining({ code: 'NOT_SERIALIZABLE' }))
  })
})

describe('depth', () => {
  const wraps: [string, (inner: unknown) => unknown][] = [
    ['objects', (inner) => ({ a: inner })],
    ['arrays', (inner) => [inner]],
    ['maps', (inner) => new Map([['a', inner]])],
    ['causes', (inner) => new Error('x', { cause: inner })],
  ]

  test.each(wraps)('up to the limit: %s', (_what, wrap) => {
    const value = nested(LIMITS.valueDepth, wrap)

    expect(JSON.stringify(encode(roundTrip(value)))).toBe(JSON.stringify(encode(value)))
  })

  test.each(wraps)('one level more is refused: %s', (_what, wrap) => {
    expect(() => encode(nested(LIMITS.valueDepth + 1, wrap))).toThrow(
      expect.objectContaining({ name: 'ValueError', code: 'LIMIT_EXCEEDED' }),
    )
  })

  test.each(wraps)('100,000 levels are refused in the same way: %s', (_what, wrap) => {
    const deep = nested(100_000, wrap)

    expect(() => encode(deep, 'output')).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED', message: expect.stringMatching(/^output.{1,400}$/) }),
    )
  })

  test('the limit can be set', () => {
    setLimits({ valueDepth: 3 })
    onTestFinished(() => {
      setLimits({})
    })
    expect(() => encode([[[1]]])).not.toThrow()
    expect(() => encode([[[[1]]]])).toThrow(/configure\(\{ limits: \{ valueDepth: … \} \}\), now 3/)
  })

  test('many siblings are not depth', () => {
    const wide = Array.from({ length: 5_000 }, (_, index) => ({ at: new Date(index) }))

    expect(roundTrip(wide)).toEqual(wide)
  })
})

test.each([
  ['of a match', /(?<q>b)/.exec('abc')],
  ['that was given one', Object.assign([1], { extra: true })],
])('a list with members of its own is refused: one %s', (_what, list) => {
  expect(() => encode({ found: list }, 'output')).toThrow(
    expect.objectContaining({
      code: 'NOT_SERIALIZABLE',
      message: expect.stringContaining('output.found is a list with members of its own'),
    }),
  )
})

describe('length', () => {
  test.each<[string, unknown, string]>([
    ['a text', { a: ['x'.repeat(101)] }, 'value.a[0] is a text of 101 bytes'],
    ['a text in UTF-8', 'ü'.repeat(51), 'value is a text of 102 bytes'],
    ['bytes', { b: new Uint8Array(101) }, 'value.b has 101 bytes'],
    ['a buffer', new ArrayBuffer(101), 'value has 101 bytes'],
  ])('%s beyond the limit is refused by its path', (_what, value, message) => {
    setLimits({ fieldBytes: 100 })
    onTestFinished(() => {
      setLimits({})
    })
    expect(() => encode(value)).toThrow(
      expect.objectContaining({
        code: 'LIMIT_EXCEEDED',
        message: expect.stringContaining(message) as string,
      }),
    )
    expect(() => encode(value)).toThrow('configure({ limits: { fieldBytes: … } }), now 100')
  })

  test('as long as the limit is kept', () => {
    setLimits({ fieldBytes: 100 })
    onTestFinished(() => {
      setLimits({})
    })
    expect(roundTrip(['x'.repeat(100), 'ü'.repeat(50), new Uint8Array(100)])).toEqual([
      'x'.repeat(100),
      'ü'.repeat(50),
      new Uint8Array(100),
    ])
  })
})
