import { describe, expect, test } from 'vitest'
import { sampleResult } from '../reporting/testing/sample-result.js'
import { checkTrials, ofTrials, wilson } from './trials.js'
import type { TrialRule } from './types.js'

const of = (verdicts: string, rule?: TrialRule) =>
  ofTrials(
    Array.from(verdicts, (letter, index) =>
      sampleResult({
        verdict: letter === 'm' ? 'match' : 'violation',
        executionTimeMs: index,
        replayOutput: index,
      }),
    ),
    rule,
  )

test.each<[string, TrialRule | undefined, string, string]>([
  ['mmm', undefined, 'match', 'success'],
  ['mmv', undefined, 'violation', 'partial'],
  ['vvv', undefined, 'violation', 'failed'],
  ['mmv', 'majority', 'match', 'partial'],
  ['mv', 'majority', 'violation', 'partial'],
  ['mvv', 'majority', 'violation', 'partial'],
  ['vvm', 'any', 'match', 'partial'],
  ['vvv', 'any', 'violation', 'failed'],
  ['mmmvv', { rate: 0.6 }, 'match', 'partial'],
  ['mmvvv', { rate: 0.6 }, 'violation', 'partial'],
  ['mmmmmmmvvv', { rate: 0.7 }, 'match', 'partial'],
  ['v', { rate: 0.001 }, 'violation', 'failed'],
  ['m', { rate: 1 }, 'match', 'success'],
])('%s by %j is %s, %s', (verdicts, rule, verdict, status) => {
  expect(of(verdicts, rule)).toMatchObject({ verdict, status })
})

describe('a trial that could not be judged is no score', () => {
  const match = sampleResult({ verdict: 'match', status: 'success' })
  const broken = sampleResult({ verdict: 'error', status: 'failed', replayOutput: 'of the broken one' })

  test.each<[string, TrialRule]>([
    ['all', 'all'],
    ['the majority', 'majority'],
    ['any', 'any'],
    ['a rate', { rate: 0.1 }],
  ])('whatever part of them must match: %s', (_what, rule) => {
    const result = ofTrials([match, broken, match, match], rule)
    expect(result).toMatchObject({
      verdict: 'error',
      status: 'failed',
      replayOutput: 'of the broken one',
      trials: { passed: 3, total: 3 },
    })
  })

  test('and where there is no other, nothing is counted', () => {
    expect(ofTrials([broken, broken], 'any')).not.toHaveProperty('trials')
  })
})

test('the result is that of the first trial that decides, with the mean time', () => {
  expect(of('mvv')).toMatchObject({ verdict: 'violation', replayOutput: 1, executionTimeMs: 1 })
  expect(of('vmm', 'any')).toMatchObject({ verdict: 'match', replayOutput: 1 })
})

describe('the interval', () => {
  // Reference values of the Wilson score interval without continuity correction.
  test.each<[number, number, number, number]>([
    [0, 10, 0, 0.277533],
    [10, 10, 0.722467, 1],
    [5, 10, 0.236593, 0.763407],
    [1, 1, 0.206543, 1],
    [81, 263, 0.255289, 0.366184],
  ])('%i of %i', (passed, total, low, high) => {
    const [from, to] = wilson(passed, total)
    expect(from).toBeCloseTo(low, 4)
    expect(to).toBeCloseTo(high, 4)
  })
})

describe('checkTrials', () => {
  test.each<[unknown, unknown]>([
    [undefined, undefined],
    [1, undefined],
    [1_000, 'all'],
    [2, 'majority'],
    [2, 'any'],
    [2, { rate: 1 }],
    [2, { rate: 0.001 }],
  ])('takes trials %j, pass %j', (trials, pass) => {
    checkTrials(trials, pass, 'replay()')
  })

  test.each<[unknown, unknown, string]>([
    [0, undefined, 'trials of replay()'],
    [1_001, undefined, 'trials of replay()'],
    [1.5, undefined, 'trials of replay()'],
    ['3', undefined, 'trials of replay()'],
    [2, 'most', 'pass of replay() must be'],
    [2, { rate: 0 }, 'pass of replay() must be'],
    [2, { rate: 1.01 }, 'pass of replay() must be'],
    [2, { rate: Number.NaN }, 'pass of replay() must be'],
    [2, { rate: 0.5, of: 3 }, 'pass of replay() must be'],
    [2, {}, 'pass of replay() must be'],
    [2, null, 'pass of replay() must be'],
    [1, 'any', 'give trials'],
    [undefined, 'any', 'give trials'],
  ])('refuses trials %j, pass %j', (trials, pass, message) => {
    expect(() => {
      checkTrials(trials, pass, 'replay()')
    }).toThrow(expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(message) }))
  })
})
