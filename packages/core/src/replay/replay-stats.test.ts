import { expect, test } from 'vitest'
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
    averageExecutionTimeMs: 25,
    byVerdict: { match: 2, violation: 1, mismatch: 1, missing: 1, timeout: 1, miss: 0 },
  })
})

test.each(VERDICTS)('%s is counted under its own name', (verdict) => {
  const stats = replayStats([of(verdict, null)])
  expect(stats.byVerdict[verdict]).toBe(1)
  expect(Object.values(stats.byVerdict).reduce((sum, count) => sum + count)).toBe(1)
  expect(stats.successfulReplays).toBe(verdict === 'match' ? 1 : 0)
})
