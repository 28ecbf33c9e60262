import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policy, type ReplayPolicy } from '../policy/index.js'
import type { AcceptedOutcome, DecisionSnapshot } from '../snapshot/types.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { judgeVariants, type VariantJudgement } from './judge-variants.js'

const outputsOf = (value: unknown) => [{ name: 'result', value, dataType: 'object' }]

const variant = (value: unknown): AcceptedOutcome => ({
  outputs: outputsOf(value),
  acceptedAt: '2026-02-01T00:00:00.000Z',
})

const thrown = (message: string): AcceptedOutcome => ({
  outputs: [],
  error: { name: 'Error', message },
  acceptedAt: '2026-02-01T00:00:00.000Z',
})

function recording(value: unknown, ...accepted: AcceptedOutcome[]): DecisionSnapshot {
  return sampleSnapshot('a', { outputs: outputsOf(value), ...(accepted.length > 0 ? { accepted } : {}) })
}

const threw = (message: string): DecisionSnapshot =>
  sampleSnapshot('a', { outputs: [], error: { name: 'Error', message } })

/** No check of these policies is asynchronous. */
function judged(recorded: DecisionSnapshot, replayed: DecisionSnapshot, by?: ReplayPolicy) {
  return judgeVariants(recorded, replayed, 'tolerant', by) as VariantJudgement
}

describe('without a policy', () => {
  const recorded = recording({ reply: 'yes' }, variant({ reply: 'sure' }), variant({ reply: 'of course' }))

  test.each<[string, number | undefined]>([
    ['yes', undefined],
    ['sure', 1],
    ['of  course ', 2],
  ])('%s is a match, by variant %s', (reply, number) => {
    const judgement = judged(recorded, recording({ reply }))
    expect(judgement).toMatchObject({ verdict: 'match', outputsMatch: true, diff: { changes: [] } })
    expect(judgement.acceptedVariant).toBe(number)
  })

  test('another outcome is a mismatch, and of equals the recording is the nearest', () => {
    const judgement = judged(recorded, recording({ reply: 'no' }))
    expect(judgement).toMatchObject({ verdict: 'mismatch', outputsMatch: false })
    expect(judgement).not.toHaveProperty('acceptedVariant')
    expect(judgement.diff?.changes).toMatchObject([{ oldValue: 'yes', newValue: 'no' }])
  })

  test('the nearest is the one with the fewest changes, of equals the earlier one', () => {
    const near = recording({ a: 1, b: 1, c: 1 }, variant({ a: 2, b: 2, c: 1 }), variant({ a: 2, b: 1, c: 2 }))
    expect(judged(near, recording({ a: 2, b: 2, c: 2 }))).toMatchObject({
      verdict: 'mismatch',
      acceptedVariant: 1,
      diff: { changes: [{ fieldPath: 'output.c', oldValue: 1, newValue: 2 }] },
    })
  })

  test('a throw can be a variant, and a variant of a throw', () => {
    expect(judged(recording({ a: 1 }, thrown('closed')), threw('closed'))).toMatchObject({
      verdict: 'match',
      acceptedVariant: 1,
      diff: { errorChanged: false, outputsChanged: false },
    })
    expect(judged(recording({ a: 1 }, thrown('closed')), threw('other')).verdict).toBe('mismatch')
    const recorded = { ...threw('closed'), accepted: [variant({ a: 1 })] }
    expect(judged(recorded, recording({ a: 1 }))).toMatchObject({ verdict: 'match', acceptedVariant: 1 })
    expect(judged(recorded, threw('closed'))).not.toHaveProperty('acceptedVariant')
  })

  test('inputs that were not given on purpose are judged as ever', () => {
    const replayed = {
      ...recording({ reply: 'sure' }),
      inputs: [{ name: 'input', value: 2, dataType: 'number' }],
    }
    expect(judged(recorded, replayed)).toMatchObject({ verdict: 'mismatch', acceptedVariant: 1 })
  })
})

describe('rules that compare are held to the variant', () => {
  const recorded = recording({ price: 100, label: 'a' }, variant({ price: 200, label: 'b' }))

  test.each<[string, ReplayPolicy, object, number | undefined | 'none']>([
    [
      'percent, of the recording',
      policy('p').maxIncreasePercent('output.price', 10),
      { price: 105, label: 'a' },
      undefined,
    ],
    [
      'percent, of the variant',
      policy('p').maxIncreasePercent('output.price', 10),
      { price: 205, label: 'b' },
      1,
    ],
    [
      'percent, of neither',
      policy('p').maxIncreasePercent('output.price', 10),
      { price: 221, label: 'b' },
      'none',
    ],
    ['half of each', policy('p').maxIncreasePercent('output.price', 10), { price: 205, label: 'a' }, 'none'],
    ['delta', policy('p').withinRange('output.price', { delta: 5 }), { price: 196, label: 'b' }, 1],
    [
      'exactMatch',
      policy('p').exactMatch('output.label').ignore('output.price'),
      { price: 9, label: 'b' },
      1,
    ],
    [
      'exactMatch of an expected value',
      policy('p').exactMatch('output.label', 'b'),
      { price: 200, label: 'b' },
      1,
    ],
    [
      'exactMatch of another one',
      policy('p').exactMatch('output.label', 'a'),
      { price: 200, label: 'b' },
      'none',
    ],
    [
      'a check of both sides',
      policy('p').satisfies('output.price', (a, r) => a === r),
      { price: 200, label: 'b' },
      1,
    ],
    ['only', policy('p').exactMatch('output.price').only(), { price: 200, label: 'z' }, 1],
    [
      'a bound is absolute',
      policy('p').withinRange('output.price', { max: 150 }),
      { price: 200, label: 'b' },
      'none',
    ],
    ['a pattern is absolute', policy('p').matches('output.label', '^a'), { price: 200, label: 'b' }, 'none'],
  ])('%s', (_what, by, value, number) => {
    const judgement = judged(recorded, recording(value), by)
    expect(judgement.verdict).toBe(number === 'none' ? 'violation' : 'match')
    if (number !== 'none') expect(judgement.acceptedVariant).toBe(number)
    if (number !== 'none') expect(judgement.policyViolations).toEqual([])
  })

  test('cost and time are those of the recording', () => {
    const usage = { inputTokens: 10, outputTokens: 0, totalTokens: 10 }
    const replayed = { ...recording({ price: 200, label: 'b' }), usage: { ...usage, totalTokens: 12 } }
    const by = policy('p').maxIncreasePercent('usage.totalTokens', 10)
    expect(judged({ ...recorded, usage }, replayed, by)).toMatchObject({
      verdict: 'violation',
      policyViolations: [{ field: 'usage.totalTokens' }],
      acceptedVariant: 1,
    })
  })

  test('of equally many violations the nearest is the one with the fewest changes', () => {
    const by = policy('p').withinRange('output.price', { max: 150 })
    expect(
      judged(recording({ price: 100 }, variant({ price: 200 })), recording({ price: 200 }), by),
    ).toMatchObject({
      verdict: 'violation',
      outputsMatch: true,
      acceptedVariant: 1,
      policyViolations: [{ field: 'output.price', absolute: true }],
    })
  })

  test('the violations are those against the nearest', () => {
    const by = policy('p').exactMatch('output.label').exactMatch('output.price')
    expect(judged(recorded, recording({ price: 201, label: 'b' }), by)).toMatchObject({
      acceptedVariant: 1,
      policyViolations: [{ field: 'output.price', expected: '200', actual: '201' }],
    })
    const equallyFar = judged(recorded, recording({ price: 100, label: 'b' }), by)
    expect(equallyFar).not.toHaveProperty('acceptedVariant')
    expect(equallyFar.policyViolations).toMatchObject([{ field: 'output.label', expected: '"a"' }])
  })
})

describe('checks that take time', () => {
  const recorded = recording({ n: 1 }, variant({ n: 2 }), variant({ n: 3 }))

  test('are awaited one after the other, and no more than needed', async () => {
    const seen: unknown[] = []
    const by = policy('p').satisfies('output.n', async (a, r) => {
      await new Promise((resolve) => setImmediate(resolve))
      seen.push(r)
      return a === r
    })
    expect(await judgeVariants(recorded, recording({ n: 2 }), 'tolerant', by)).toMatchObject({
      verdict: 'match',
      acceptedVariant: 1,
    })
    expect(seen).toEqual([1, 2])
  })

  test.each([true, false])(
    'one that fails is an error, also against a variant (async: %s)',
    async (isAsync) => {
      const by = policy('p').satisfies('output.n', (_a, r) => {
        if (r === 1) return isAsync ? Promise.resolve(false) : false
        throw new Error('broken')
      })
      await expect(async () =>
        judgeVariants(recorded, recording({ n: 9 }), 'tolerant', by),
      ).rejects.toMatchObject({
        code: 'CHECK_FAILED',
      })
    },
  )
})

describe('properties', () => {
  const outcome = fc.record({ label: fc.constantFrom('a', 'b', 'c'), n: fc.integer({ min: 0, max: 20 }) })
  const rules = fc.constantFrom<ReplayPolicy | undefined>(
    undefined,
    policy('p'),
    policy('p').exactMatch('output.label').withinRange('output.n', { delta: 3 }),
    policy('p').maxIncreasePercent('output.n', 50, { floor: 1 }).ignore('output.label'),
    policy('p').withinRange('output.n', { max: 10 }).only(),
    policy('p').exactMatch('output.label', 'b').maxDecreasePercent('output.n', 20),
    policy('p').satisfies('output.n', (a, r) => (a as number) >= (r as number)),
  )

  test('one more variant never turns a match into anything else', () => {
    fc.assert(
      fc.property(
        outcome,
        fc.array(outcome, { maxLength: 4 }),
        outcome,
        outcome,
        rules,
        (was, known, more, now, by) => {
          const before = judged(recording(was, ...known.map(variant)), recording(now), by)
          const after = judged(recording(was, ...known.map(variant), variant(more)), recording(now), by)
          if (before.verdict === 'match') expect(after).toEqual(before)
          else expect(after.distance).toBeLessThanOrEqual(before.distance)
        },
      ),
    )
  })

  test('it is a match exactly when it is one against some outcome alone', () => {
    fc.assert(
      fc.property(outcome, fc.array(outcome, { maxLength: 4 }), outcome, rules, (was, known, now, by) => {
        const alone = [was, ...known].map(
          (value) => judged(recording(value), recording(now), by).verdict === 'match',
        )
        const { verdict, acceptedVariant = 0 } = judged(
          recording(was, ...known.map(variant)),
          recording(now),
          by,
        )
        expect(verdict === 'match').toBe(alone.includes(true))
        if (verdict === 'match') expect(acceptedVariant).toBe(alone.indexOf(true))
      }),
    )
  })
})
