import { describe, expect, test } from 'vitest'
import { policy } from '../policy/index.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { judge as judged, type Judgement } from './judge.js'

function of(values: Record<string, unknown>, overrides: Partial<DecisionSnapshot> = {}): DecisionSnapshot {
  const outputs = Object.entries(values).map(([name, value]) => ({ name, value, dataType: typeof value }))
  return sampleSnapshot('a', { outputs, ...overrides })
}

/** No check of these policies is asynchronous. */
const judge = (...args: Parameters<typeof judged>) => judged(...args) as Judgement

describe('modes', () => {
  test.each<[string, unknown, unknown, boolean, boolean]>([
    ['equal', { a: [1, 'x'] }, { a: [1, 'x'] }, true, true],
    ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true, true],
    ['white space', 'a  b \r\n', 'a b', false, true],
    ['composed letters', 'é', 'e\u0301', false, true],
    ['a rounding error', 0.1 + 0.2, 0.3, false, true],
    ['-0 and 0', -0, 0, false, true],
    ['exchanged spellings in a list', ['a ', 'a'], ['a', 'a '], false, true],
    ['case', 'yes', 'Yes', false, false],
    ['numbers', 100, 81, false, false],
    ['a line end for a space', 'a\nb', 'a b', false, false],
    ['undefined and absent', { a: undefined }, {}, false, false],
    ['a number and its text', 1, '1', false, false],
  ])('%s: strict, tolerant', (_what, before, after, strict, tolerant) => {
    expect(judge(of({ r: before }), of({ r: after }), 'strict', undefined).outputsMatch).toBe(strict)
    expect(judge(of({ r: before }), of({ r: after }), 'tolerant', undefined).outputsMatch).toBe(tolerant)
  })

  test('without a policy, what the mode finds changed is a mismatch', () => {
    expect(judge(of({ r: 1 }), of({ r: 1 }), 'strict', undefined)).toMatchObject({
      verdict: 'match',
      outputsMatch: true,
      policyViolations: [],
      diff: { changes: [], omittedChanges: 0 },
    })
    expect(judge(of({ r: 1 }), of({ r: 2 }), 'strict', undefined)).toMatchObject({
      verdict: 'mismatch',
      outputsMatch: false,
      policyViolations: [],
      diff: { outputsChanged: true, changes: [{ fieldPath: 'output' }] },
    })
  })
})

test.each<[string, Partial<DecisionSnapshot>]>([
  ['model', { modelParameters: { modelName: 'm-2', parameters: {} } }],
  ['usage', { usage: { inputTokens: 9, outputTokens: 9, totalTokens: 18 } }],
  ['context', { context: { runtimeVersion: 'v22' } }],
  ['time', { executionTimeMs: 9_000 }],
  ['effects', { effects: [{ kind: 'call', name: 'x', durationMs: 1 }] }],
  ['tags', { tags: { team: 'b' } }],
])('%s: not judged by the mode', (_what, overrides) => {
  expect(judge(of({ r: 1 }), of({ r: 1 }, overrides), 'strict', undefined).verdict).toBe('match')
  expect(judge(of({ r: 1 }), of({ r: 1 }, overrides), 'strict', policy('p')).verdict).toBe('match')
})

test('other inputs are a mismatch though the outputs match', () => {
  const asked = of({ r: 1 }, { inputs: [{ name: 'input', value: 'other', dataType: 'string' }] })
  expect(judge(of({ r: 1 }), asked, 'tolerant', undefined)).toMatchObject({
    verdict: 'mismatch',
    outputsMatch: true,
  })
})

test('an error is part of the outcome', () => {
  const threw = (message: string) => of({}, { error: { name: 'E', message } })
  expect(judge(threw('x'), threw('x '), 'tolerant', undefined)).toMatchObject({
    verdict: 'match',
    outputsMatch: true,
  })
  expect(judge(threw('x'), threw('x '), 'strict', undefined)).toMatchObject({ outputsMatch: false })
  expect(judge(of({ r: 1 }), threw('x'), 'tolerant', undefined)).toMatchObject({
    verdict: 'mismatch',
    outputsMatch: false,
  })
})

describe('with a policy', () => {
  test.each<[string, ReturnType<typeof policy>, unknown, string, boolean]>([
    ['that allows the change', policy('p').ignore('output.a'), { a: 2, b: 1 }, 'match', false],
    ['that does not name the change', policy('p').ignore('output.b'), { a: 2, b: 1 }, 'violation', false],
    ['whose rule is broken', policy('p').exactMatch('output.a'), { a: 2, b: 1 }, 'violation', false],
    ['stricter than the mode', policy('p').exactMatch('output.b'), { a: 1, b: 1 + 1e-12 }, 'violation', true],
    ['and no change', policy('p'), { a: 1, b: 1 }, 'match', true],
  ])('%s', (_what, by, after, verdict, outputsMatch) => {
    expect(judge(of({ r: { a: 1, b: 1 } }), of({ r: after }), 'tolerant', by)).toMatchObject({
      verdict,
      outputsMatch,
    })
  })

  test('a change past the listed ones decides the verdict', () => {
    const list = (offset: number) => Array.from({ length: 1_500 }, (_, index) => index + offset)
    const judged = judge(
      of({ r: { list: list(0), label: 'a' } }),
      of({ r: { list: list(9_000), label: 'b' } }),
      'tolerant',
      policy('p').ignore('output.list'),
    )
    expect(judged).toMatchObject({ verdict: 'violation', diff: { omittedChanges: 501 } })
    expect(judged.diff?.changes).toHaveLength(1_000)
    expect(judged.policyViolations).toMatchObject([{ field: 'output.label' }])
  })
})

test.each<[Record<string, unknown>, Record<string, unknown>, boolean]>([
  [{ a: 1, b: 1 }, { a: 1, b: 1 }, false],
  [{ a: 1, b: 1 }, { a: 2, b: 1 }, true],
  [{ a: 1, b: 1 }, { a: 1, b: 2 }, true],
  [{ a: 1, b: 1 }, { a: 1 }, true],
  [{ a: 1, b: 1 }, { a: 2, b: 2 }, false],
  [{ a: { x: 1, y: 1 } }, { a: { x: 2, y: 1 } }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: { x: 1, y: 1 } }, { a: 1, b: { x: 2, y: 2 } }, true],
])('%j → %j: partial %s', (before, after, partial) => {
  expect(judge(of(before), of(after), 'tolerant', undefined).partial).toBe(partial)
})
