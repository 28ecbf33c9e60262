import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setLimits } from '../../../limits.js'
import { canonicalText } from '../../../snapshot/canonical.js'
import { setRedaction } from '../../../snapshot/redaction/settings.js'
import { arbitraryValue } from '../../../snapshot/testing/arbitrary-value.js'
import type { SnapshotStore } from '../../store.js'
import { sampleSnapshot } from '../sample-snapshot.js'

const there = (code: string): unknown => runInContext(code, createContext({ URL })) as unknown

/** Values that have been lost or changed by one serializer or another. */
const HARD_CASES: readonly (readonly [string, unknown])[] = [
  ['a date', new Date(1_700_000_000_123)],
  ['an invalid date', new Date(Number.NaN)],
  [
    'a map',
    new Map<unknown, unknown>([
      ['a', 1n],
      [{ k: new Date(0) }, undefined],
    ]),
  ],
  ['a set', new Set<unknown>([1, '1', Number.NaN, { a: [] }])],
  ['bigints', [2n ** 70n, -1n, 9_007_199_254_740_993n]],
  ['undefined', { a: undefined, list: [undefined] }],
  ['numbers', [Number.NaN, Infinity, -Infinity, -0, 0, 5e-324, 2 ** 53, 0.1 + 0.2]],
  ['typed arrays', [new Uint8Array([1, 255]), new Float64Array([-0, Number.NaN]), new BigInt64Array([-1n])]],
  ['an array buffer', new Uint8Array([1, 2]).buffer],
  ['a buffer', Buffer.from('höher')],
  ['an error with a cause', new TypeError('no', { cause: new RangeError('inner', { cause: 1n }) })],
  ['an aggregate error', new AggregateError([new Error('a'), 'b'], 'both')],
  ['an error with members', Object.assign(new Error('no'), { code: 'E_NO', at: new Date(0) })],
  ['a URL', new URL('https://a.example/x?b=%20#c')],
  ['a regular expression', /a\/"b"[^\n]/giu],
  ['sparse arrays', [[1, , 3], [, ,], new Array(3)]],
  [
    'names of methods',
    JSON.parse('{"__proto__":{"p":1},"constructor":2,"valueOf":1,"toString":"x","hasOwnProperty":1}'),
  ],
  [
    'what looks like a tag',
    [{ $date: 1 }, { $$map: [] }, { $sparse: {} }, { $instance: { of: 'x', value: 1 } }],
  ],
  ['text', 'é e\u0301 \u2028 \ud800 \0 "q" \\ \r\n 日本 👩‍👩‍👧'],
  ['merge conflict marks', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other'],
]

/** That a store gives every value back as it was, by table and by property. */
export function testValues(current: () => SnapshotStore): void {
  const kept = async (value: unknown): Promise<unknown> => {
    const named = { name: 'input', value, dataType: 'object' }
    await current().save(sampleSnapshot('value', { inputs: [named], outputs: [named] }), { replace: true })
    const { inputs, outputs } = await current().load('value')
    expect(canonicalText(outputs[0]?.value)).toBe(canonicalText(inputs[0]?.value))
    return inputs[0]?.value
  }

  test.each(HARD_CASES)('gives back %s', async (_what, value) => {
    const back = await kept(value)
    expect(back).toEqual(value)
    expect(canonicalText(back)).toBe(canonicalText(value))
    expect(Object.keys(Object(back))).toEqual(Object.keys(Object(value)))
    expect(await current().verify()).toEqual({ checked: 1, problems: [] })
  })

  // The equality of vitest takes maps of two realms for different ones.
  test('gives back values of another realm', async () => {
    const value = there(
      '({ d: new Date(5), m: new Map([[1, new Set([2])]]), e: new TypeError("x"), l: [, 1] })',
    )
    expect(canonicalText(await kept(value))).toBe(canonicalText(value))
  })

  test('gives back any value that can be recorded', { timeout: 60_000 }, async () => {
    // What is a secret is another matter.
    setRedaction(false)
    try {
      await fc.assert(
        fc.asyncProperty(arbitraryValue, async (value) => {
          expect(canonicalText(await kept(value))).toBe(canonicalText(value))
        }),
        { numRuns: 150 },
      )
    } finally {
      setRedaction({})
    }
    expect(await current().verify()).toEqual({ checked: 1, problems: [] })
  })

  test('refuses a value beyond a limit that was set, and keeps nothing of it', async () => {
    setLimits({ fieldBytes: 1_000, valueDepth: 10 })
    try {
      for (const value of ['x'.repeat(1_001), [[[[[[[[[[1]]]]]]]]]]]) {
        await expect(kept(value)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
      }
    } finally {
      setLimits({})
    }
    expect(await current().verify()).toEqual({ checked: 0, problems: [] })
  })
}
