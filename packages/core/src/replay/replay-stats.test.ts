import { expect, onTestFinished, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { sampleResult } from '../reporting/testing/sample-result.js'
import { openStore } from '../store/open-store.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { ReplayEngine } from './replay-engine.js'
import { replayStats } from './replay-stats.js'
import { VERDICTS, type Verdict } from './verdict.js'

const of = (verdict: Verdict, outputsMatch: boolean | null, executionTimeMs = 0) => ({
  verdict,
  outputsMatch,
  executionTimeMs,
})

test('of nothing: zeros, and no division by them', () => {
  expect(replayStats([])).toEqual({
    totalReplays: 0,
    successfulReplays: 0,
    failedReplays: 0,
    pendingReplays: 0,
    erroredReplays: 0,
    exactMatches: 0,
    tolerantMatches: 0,
    mismatches: 0,
    successRate: 0,
    totalExecutionTimeMs: 0,
    averageExecutionTimeMs: 0,
    p50ExecutionTimeMs: 0,
    p95ExecutionTimeMs: 0,
    p99ExecutionTimeMs: 0,
    totalTokens: 0,
    byFunction: {},
    byRule: {},
    byVerdict: Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])),
  })
})

test('only match is a success; what was not compared is neither match nor mismatch', () => {
  const results = [
    of('match', true, 10),
    of('match', false, 20),
    of('violation', true, 30),
    of('mismatch', false, 40),
    of('missing', null),
    of('timeout', null, 50),
  ]
  expect(replayStats(results)).toMatchObject({
    totalReplays: 6,
    successfulReplays: 2,
    failedReplays: 4,
    exactMatches: 2,
    mismatches: 2,
    totalExecutionTimeMs: 150,
    averageExecutionTimeMs: 30,
    byVerdict: { match: 2, violation: 1, mismatch: 1, missing: 1, timeout: 1, miss: 0 },
  })
})

test('the tokens of all live trials count, and a cost that each of them gave', () => {
  const usage = { inputTokens: 10, outputTokens: 5, totalTokens: 15, cost: 0.25 }
  const one = sampleResult({ replayedSnapshot: sampleSnapshot('a', { usage }) })
  const all = { inputTokens: 30, outputTokens: 15, totalTokens: 45, cost: 0.75 }
  const trials = { passed: 2, total: 3, interval: [0, 1] as [number, number] }
  expect(replayStats([{ ...one, trials: { ...trials, usage: all } }, one])).toMatchObject({
    totalTokens: 60,
    cost: 1,
  })
  expect(replayStats([{ ...one, trials }])).toMatchObject({ totalTokens: 15, cost: 0.25 })
})

test('what did not run has no part in the times', () => {
  const results = [
    of('match', true, 40),
    of('missing', null),
    { ...of('error', null), status: 'pending' as const },
  ]
  expect(replayStats(results)).toMatchObject({
    totalReplays: 3,
    averageExecutionTimeMs: 40,
    p50ExecutionTimeMs: 40,
    totalExecutionTimeMs: 40,
    successRate: 1 / 3,
  })
})

test.each(VERDICTS)('%s is counted under its own name', (verdict) => {
  const stats = replayStats([of(verdict, null)])
  expect(stats.byVerdict[verdict]).toBe(1)
  expect(Object.values(stats.byVerdict).reduce((sum, count) => sum + count)).toBe(1)
  expect(stats.successfulReplays).toBe(verdict === 'match' ? 1 : 0)
})

test.each<[string, unknown, unknown, object]>([
  ['the same', { a: 'x y' }, { a: 'x y' }, { exactMatches: 1, tolerantMatches: 0, mismatches: 0 }],
  ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, { exactMatches: 1, tolerantMatches: 0 }],
  ['the same of a type that JSON lacks', new Map([[1, 2n]]), new Map([[1, 2n]]), { exactMatches: 1 }],
  ['other white space', { a: 'x y' }, { a: 'x  y' }, { exactMatches: 0, tolerantMatches: 1, mismatches: 0 }],
  ['a number that is as good as the same', 1, 1 + 1e-12, { exactMatches: 0, tolerantMatches: 1 }],
  ['-0 for 0', 0, -0, { exactMatches: 0, tolerantMatches: 1 }],
  ['an error with other white space', new Error('x y'), new Error('x  y'), { tolerantMatches: 1 }],
  ['another', 1, 2, { exactMatches: 0, tolerantMatches: 0, mismatches: 1 }],
])('exact is what is exactly the same: %s', async (_what, recorded, now, expected) => {
  const store = await openStore('memory:')
  let answer = recorded
  const decided = decision(freshName(), () => {
    if (answer instanceof Error) throw answer
    return answer
  })
  const functionName = (await capture(() => decided(), { store }).catch(() => undefined))?.snapshot
    .functionName
  answer = now
  const engine = new ReplayEngine(store)
  for (const targets of [functionName === undefined ? {} : { functionName }, {}]) {
    expect(await engine.getReplayStats(targets)).toMatchObject(expected)
  }
})

test('an accepted variant is matched exactly, or as the mode allows', async () => {
  // A CI job accepts none.
  for (const name of ['CI', 'RETRIAL_CI']) vi.stubEnv(name, '')
  onTestFinished(() => void vi.unstubAllEnvs())
  const store = await openStore('memory:')
  let answer = 'a b'
  const decided = decision(freshName(), () => answer)
  const { id } = (await capture(() => decided(), { store })).snapshot
  const engine = new ReplayEngine(store)
  await engine.acceptVariant(id, { outputs: [{ name: 'result', value: 'c d' }] })
  answer = 'c d'
  expect(await engine.getReplayStats([id])).toMatchObject({ exactMatches: 1, tolerantMatches: 0 })
  answer = 'c  d'
  expect(await engine.getReplayStats([id])).toMatchObject({ exactMatches: 0, tolerantMatches: 1 })
})
