import { expect as jestExpect } from 'expect'
import { describe, expect, test } from 'vitest'
import { encode } from '../snapshot/encode.js'
import { comparatorOf } from './comparators/index.js'
import type { Finding } from './comparators/comparison.js'
import { policy } from './index.js'
import { ruleContext } from './rule-context.js'
import type { ValidationRule } from './rule.js'

const p = policy('steady')

async function judge(expected: unknown, replayed: unknown): Promise<Finding | undefined> {
  const [rule] = p.exactMatch('output', expected).rules as [Exclude<ValidationRule, { comparator: 'ignore' }>]
  const sides = { recorded: encode('as recorded'), replayed: encode(replayed) }
  return comparatorOf(rule).compare(sides, rule, { ...ruleContext(), place: [] })
}

const extensions = {
  toBeEven: (value: unknown) => ({ pass: Number(value) % 2 === 0, message: () => '' }),
  toBeEvenLater: async (value: unknown) => ({ pass: Number(value) % 2 === 0, message: () => '' }),
  toBreak: () => {
    throw new RangeError('broke')
  },
}
expect.extend(extensions)
jestExpect.extend(extensions)

type Expect = typeof expect & { toBeEven(): unknown; toBeEvenLater(): unknown; toBreak(): unknown }

describe.each<[string, Expect]>([
  ['vitest', expect as unknown as Expect],
  ['jest', jestExpect as unknown as Expect],
])('matchers of %s inside an expected value', (_runner, e) => {
  const not = e.not as unknown as Expect
  test.each<[string, unknown, unknown, boolean]>([
    ['a member', { a: e.any(String), b: 1 }, { b: 1, a: 'x' }, true],
    ['a member that is not as it accepts', { a: e.any(String) }, { a: 1 }, false],
    ['beside a member that changed', { a: e.any(String), b: 1 }, { a: 'x', b: 2 }, false],
    ['a member that is not there', { a: e.anything() }, {}, false],
    ['beside a member more', { a: e.any(String) }, { a: 'x', b: 1 }, false],
    ['elements', [e.any(Number), 'x'], [1, 'x'], true],
    ['elements in another order', [e.any(Number), 'x'], ['x', 1], false],
    ['an element too few', [e.any(Number), e.anything()], [1], false],
    ['in a list for an object', [e.any(Number)], { 0: 1 }, false],
    ['in an object for a list', { 0: e.any(Number) }, [1], false],
    ['in an object for null', { a: e.anything() }, null, false],
    ['deep down', { a: [{ b: e.stringMatching(/^req_/) }] }, { a: [{ b: 'req_1' }] }, true],
    ['in a matcher', e.objectContaining({ a: e.any(String) }), { a: 'x', b: 1 }, true],
    ['in a matcher, refused', e.objectContaining({ a: e.any(String) }), { a: 1 }, false],
    ['part of a list', { b: e.arrayContaining([1, e.any(String)]) }, { b: ['x', 2, 1] }, true],
    ['part of a list, refused', { b: e.arrayContaining([3]) }, { b: [1] }, false],
    ['turned round', { a: not.objectContaining({ b: 1 }) }, { a: { b: 2 } }, true],
    ['turned round, refused', { a: not.arrayContaining([1]) }, { a: [1] }, false],
    ['a number that is near', { a: e.closeTo(0.3, 5) }, { a: 0.1 + 0.2 }, true],
    ['of the user’s own', { a: e.toBeEven() }, { a: 2 }, true],
    ['of the user’s own, refused', { a: e.toBeEven() }, { a: 3 }, false],
    ['of the user’s own, turned round', { a: not.toBeEven() }, { a: 3 }, true],
    ['values of a map', new Map([['a', e.any(Number)]]), new Map([['a', 1]]), true],
    ['values of a map, another key', new Map([['a', e.any(Number)]]), new Map([['b', 1]]), false],
    [
      'values of a map under keys that are data',
      new Map([[{ k: 1 }, e.any(Number)]]),
      new Map([[{ k: 1 }, 1]]),
      true,
    ],
    ['members of a set', new Set([e.any(Number), 'x']), new Set(['x', 1]), true],
    ['of a value with a type', { at: e.any(Date), n: e.any(BigInt) }, { at: new Date(0), n: 1n }, true],
    ['for undefined', { a: e.anything() }, { a: undefined }, false],
  ])('%s', async (_what, expected, replayed, accepted) => {
    if (accepted) jestExpect(replayed).toEqual(expected)
    else jestExpect(replayed).not.toEqual(expected)
    expect((await judge(expected, replayed)) === undefined).toBe(accepted)
  })

  test.each<[string, unknown, unknown]>([
    ['undefined is not absent', { a: e.any(String), b: undefined }, { a: 'x' }],
    ['-0 is not 0', [e.any(String), 0], ['x', -0]],
    ['a hole is not undefined', [e.any(String), undefined], Object.assign(['x'], { length: 2 })],
    ['what is not there is not asked about', { a: not.stringContaining('x') }, {}],
    ['what only the prototype has is not there', { toString: e.any(Function) }, {}],
    ['each member of a set is expected', new Set([e.any(Number), 'x']), new Set([1, 2])],
  ])(
    'canonical values are compared, and by own members only, where toEqual would not: %s',
    async (_what, expected, replayed) => {
      expect(await judge(expected, replayed)).toBeDefined()
    },
  )

  test.each<[string, unknown, string]>([
    ['throws', { a: e.toBreak() }, 'RangeError: broke'],
    [
      'is asynchronous',
      { a: e.toBeEvenLater() },
      'TypeError: its matcher gave nothing, as an asynchronous matcher does, not true or false',
    ],
  ])('one that %s is an error, neither accepted nor refused', async (_what, expected, text) => {
    const judged = Promise.resolve().then(() => judge(expected, { a: 2 }))
    await expect(judged).rejects.toMatchObject({
      code: 'CHECK_FAILED',
      message: `exactMatch(output): the check itself failed: ${text}`,
    })
  })

  test.each<[unknown, string, unknown?]>([
    [e.any(String), 'Any<String>'],
    [e.stringMatching(/^req_/), 'StringMatching /^req_/'],
    [not.stringContaining('x'), "StringNotContaining 'x'", 'x'],
    [e.objectContaining({ b: e.any(String), a: 1 }), "ObjectContaining { a: 1, b: 'Any<String>' }"],
    [e.arrayContaining([1]), 'ArrayContaining [ 1 ]'],
    [{ b: [e.anything()], a: 1 }, '{"a":1,"b":["Anything"]}'],
    [new Set([e.any(Number)]), '{"$set":["Any<Number>"]}'],
  ])('%# is named in the message and in the data', async (expected, name, refused = 7) => {
    const { message } = (await judge(expected, refused)) ?? {}
    expect(message).toBe(`must be ${name}, is now ${JSON.stringify(refused)}`)
    expect(p.exactMatch('output', expected).toJSON().rules).toEqual([
      { field: 'output', comparator: 'exactMatch', code: name },
    ])
  })

  test('what stands beside a matcher must be recordable', () => {
    const cyclic: Record<string, unknown> = { a: e.any(String) }
    cyclic['self'] = cyclic
    for (const expected of [{ a: e.any(String), b: () => 1 }, cyclic]) {
      expect(() => p.exactMatch('output', expected)).toThrow(
        expect.objectContaining({ code: 'INVALID_POLICY' }),
      )
    }
  })
})

test('a matcher made by hand is asked like any other, and known by its code', async () => {
  const positive = { asymmetricMatch: (value: unknown) => Number(value) > 0 }
  expect(await judge({ a: positive }, { a: 1 })).toBeUndefined()
  expect((await judge({ a: positive }, { a: 0 }))?.message).toContain('what its matcher accepts')
  const named = (expected: unknown) => p.exactMatch('output', expected).toJSON().rules[0]?.code
  expect(named(positive)).toMatch(/^sha256:/)
  expect(named(positive)).not.toBe(named({ asymmetricMatch: (value: unknown) => Number(value) > 1 }))
})

test('a name that is long is cut, and still another one for another matcher', () => {
  const named = (end: string) =>
    p.exactMatch('output', expect.stringContaining('x'.repeat(5_000) + end)).toJSON().rules[0]?.code
  expect(named('a')?.length).toBeLessThan(300)
  expect(named('a')).not.toBe(named('b'))
})

test('a value of great depth is refused by its limit', () => {
  let deep: unknown = 1
  for (let level = 0; level < 100_000; level++) deep = [deep]
  for (const expected of [deep, { a: expect.anything(), deep }]) {
    expect(() => p.exactMatch('output', expected)).toThrow(
      expect.objectContaining({ code: 'INVALID_POLICY' }),
    )
  }
})
