import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { tolerantlySame } from '../snapshot/tolerant.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { diffSnapshots, locatedDiff } from './diff-snapshots.js'

const of = (value: unknown): DecisionSnapshot =>
  sampleSnapshot('a', { outputs: [{ name: 'out', value, dataType: typeof value }] })
const paths = (a: unknown, b: unknown): string[] =>
  diffSnapshots(of(a), of(b)).changes.map(({ fieldPath, changeType }) => `${changeType} ${fieldPath}`)
const foreign = (code: string): unknown => runInNewContext(code)
const json = (text: string): unknown => JSON.parse(text)
const sparse = (): unknown[] => Object.assign([1], { 2: 3 })

const SAME: string[] = []
const WHOLE = ['modified output']

/** Pairs on which a well-known engine throws, or says yes to what is not the same, or no to what is. */
describe('pairs of which equality engines say what is not so', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['an answer with a member valueOf', json('{"valueOf":1}'), json('{"valueOf":1}'), SAME],
    [
      'an answer with a member valueOf, changed',
      json('{"valueOf":1}'),
      json('{"valueOf":2}'),
      ['modified output.valueOf'],
    ],
    ['an answer with a member toString', json('{"toString":"x"}'), json('{"toString":"x"}'), SAME],
    ['an answer with a member toString, lost', json('{"toString":"x"}'), {}, ['removed output.toString']],
    [
      'an answer with a member constructor',
      json('{"constructor":1}'),
      json('{"constructor":{}}'),
      ['modified output.constructor'],
    ],
    ['an answer with a member __proto__', json('{"__proto__":1}'), {}, ['removed output.__proto__']],
    [
      'an answer with a member hasOwnProperty',
      json('{"hasOwnProperty":1}'),
      json('{"hasOwnProperty":1}'),
      SAME,
    ],
    ['maps', new Map([['a', 1]]), new Map([['a', 2]]), WHOLE],
    [
      'maps in another order',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
      SAME,
    ],
    ['maps with objects for keys', new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 1]]), SAME],
    ['sets', new Set([1, 2]), new Set([1, 3]), WHOLE],
    ['sets in another order', new Set([{ a: 1 }, 2]), new Set([2, { a: 1 }]), SAME],
    ['a set and a list', new Set([1]), [1], WHOLE],
    ['-0 and 0', { a: -0 }, { a: 0 }, ['modified output.a']],
    ['NaN', { a: Number.NaN }, { a: Number.NaN }, SAME],
    ['NaN and null, one in JSON', { a: Number.NaN }, { a: null }, ['modified output.a']],
    ['undefined and absent', { a: undefined }, {}, ['removed output.a']],
    ['a hole and undefined', sparse(), [1, undefined, 3], WHOLE],
    ['holes', sparse(), sparse(), SAME],
    ['a longer list of holes', Object.assign([], { length: 2 }), Object.assign([], { length: 3 }), WHOLE],
    ['invalid dates', new Date(Number.NaN), new Date(Number.NaN), SAME],
    ['dates', new Date(1), new Date(2), WHOLE],
    ['a date and its text', new Date(0), '1970-01-01T00:00:00.000Z', WHOLE],
    ['bytes', new Uint8Array([1]), new Uint8Array([2]), WHOLE],
    ['bytes of another kind', new Uint8Array([1]), new Int8Array([1]), WHOLE],
    ['big integers', { a: 2n ** 64n }, { a: 2n ** 64n }, SAME],
    ['a big integer and a number', { a: 1n }, { a: 1 }, ['modified output.a']],
    ['regular expressions', /a/g, /a/i, WHOLE],
    ['errors', new RangeError('x'), new TypeError('x'), WHOLE],
    ['a list and an object', [1], { 0: 1 }, WHOLE],
    ['of another realm', { a: [1, { b: 2 }] }, foreign('({ a: [1, { b: 2 }] })'), SAME],
    [
      'of another realm, changed',
      { a: [1, { b: 2 }] },
      foreign('({ a: [1, { b: 3 }] })'),
      ['modified output.a[1].b'],
    ],
    ['a map of another realm', new Map([[1, 2]]), foreign('new Map([[1, 2]])'), SAME],
    ['no prototype', { a: 1 }, Object.assign(Object.create(null) as object, { a: 1 }), SAME],
    ['a getter', Object.defineProperty({}, 'a', { get: () => 1, enumerable: true }), { a: 1 }, SAME],
    ['two places of one object', ((one) => [one, one])({ a: 1 }), [{ a: 1 }, { a: 1 }], SAME],
  ])('%s', (_what, a, b, expected) => {
    expect(paths(a, b)).toEqual(expected)
    expect(paths(a, b)).toEqual(paths(a, b))
    const turned = paths(b, a).length
    expect(turned).toBe(expected.length)
  })
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

describe('what cannot be compared is refused by name, on either side', () => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  test.each<[string, unknown, string]>([
    ['a symbol', Symbol('x'), 'a symbol'],
    ['a symbol for a key', { [Symbol('x')]: 1 }, 'a symbol key'],
    ['a function', { run: () => 1 }, 'a function'],
    ['a cycle', cycle, 'a cycle'],
    ['a list with a symbol for a key', Object.assign([1], { [Symbol('x')]: 1 }), 'a list with a symbol key'],
    [
      'a getter that throws',
      {
        get x() {
          throw new TypeError('boom')
        },
      },
      'cannot be read, and so cannot be recorded: TypeError: boom',
    ],
    ['a revoked proxy', revoked(), 'cannot be read'],
    [
      'an instance',
      new (class Ticket {
        readonly id = 1
      })(),
      'an instance of Ticket',
    ],
  ])('%s', (_what, value, text) => {
    const message = expect.stringContaining(text) as string
    const refused = expect.objectContaining({ code: 'NOT_SERIALIZABLE', message }) as Error
    expect(() => diffSnapshots(of(value), of(1))).toThrow(refused)
    expect(() => diffSnapshots(of(1), of(value))).toThrow(refused)
    expect(() => locatedDiff(of({ deep: [value] }), of(1), tolerantlySame)).toThrow(refused)
  })
})
