import { expect, test } from 'vitest'
import { runFacts } from './run-facts.js'
import { sampleRow } from './testing/sample-report.js'

const violation = (ruleName: string, kind: 'rule-broken' | 'unlisted-change' = 'rule-broken') => ({
  ...{ ruleName, kind, comparator: 'exactMatch' as const, field: 'output', expected: '1', actual: '2' },
  message: 'm',
})
const baseline = (executionTimeMs: number, totalTokens: number) => ({
  ...{ hash: 'sha256:x', createdAt: '', tags: {}, executionTimeMs, totalTokens },
})

test('counts kinds, verdicts, policies, rules, times and tokens', () => {
  const broken = { ok: false, verdict: 'violation', policy: 'p' } as const
  const facts = runFacts([
    sampleRow({ policy: 'p', executionTimeMs: 4, totalTokens: 10, baseline: baseline(40, 12) }),
    sampleRow({ ...broken, violations: [violation('b'), violation('a')], baseline: baseline(20, 3) }),
    sampleRow({ ...broken, violations: [violation('b'), violation('', 'unlisted-change')] }),
    // What `.not` looks for is no broken rule.
    sampleRow({ verdict: 'violation', ok: true, violations: [violation('c')] }),
    sampleRow({ kind: 'recorded' }),
    sampleRow({ kind: 'not-made', verdict: 'error', ok: false, executionTimeMs: 0 }),
  ])

  expect(facts).toEqual({
    kinds: { replayed: 4, recorded: 1, updated: 0, 'not-made': 1 },
    verdicts: [
      ['match', 1],
      ['violation', 3],
    ],
    times: { p50: 1, p95: 4 },
    recordedTimes: { p50: 20, p95: 40 },
    ...{ tokens: 10, recordedTokens: 15, policies: [{ name: 'p', held: 1, all: 3 }] },
    rules: [
      ['p › b', 2],
      ['p › a', 1],
      ['p › no rule allows the change', 1],
    ],
  })
})

test('has no times where nothing ran', () => {
  expect(runFacts([])).not.toHaveProperty('times')
  expect(runFacts([sampleRow({ kind: 'not-made' })])).not.toHaveProperty('times')
  expect(runFacts([sampleRow()])).not.toHaveProperty('recordedTimes')
})
