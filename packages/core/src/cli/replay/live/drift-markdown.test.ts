import { describe, expect, test } from 'vitest'
import { sampleRow } from '../../../reporting/testing/sample-report.js'
import { sampleSnapshot } from '../../../store/testing/sample-snapshot.js'
import { driftMarkdown } from './drift-markdown.js'
import { driftByDecision, driftOf, type DriftReport } from './drift-report.js'
import type { Trial } from './trial.js'

const trial = (verdict: 'match' | 'mismatch', more: Partial<Trial> = {}): Trial => ({
  row: sampleRow({ verdict, ok: verdict === 'match' }),
  spent: { calls: 1, tokens: 100, cost: 0.01 },
  labels: [],
  ...more,
})

function report(trials: readonly [Trial, ...Trial[]], id = 'a', functionName = 'triage'): DriftReport {
  const recordings = [driftOf(sampleSnapshot(id, { functionName }), trials, {})]
  return {
    ...{
      format: 'retrial-drift/1',
      createdAt: '',
      store: 'dir:decisions',
      trials: trials.length,
      scorer: 's',
    },
    ...{ spent: { calls: 2, tokens: null, cost: 0.02 }, left: 0 },
    recordings,
    decisions: driftByDecision(recordings),
  }
}

describe('driftMarkdown', () => {
  test('shows decisions, and the recordings that drifted', () => {
    const text = driftMarkdown(
      report([
        trial('match', { similarity: 1 }),
        trial('mismatch', { similarity: 0.4, labels: ['x'] }),
        trial('mismatch', { similarity: 0.6, labels: ['x'] }),
      ]),
    )
    expect(text.split('\n')[0]).toBe('## Drift: 1 of 1 recordings did not hold')
    expect(text).toContain('| triage | 1/3 (6%–80%) | 0/1 (0%–80%) | 0.40 / 0.60 | 0 → 100 | $0 → $0.01 |')
    expect(text).toContain('| a | 1/3 (6%–80%) | x (2×) | 0.40 / 0.60 |')
    expect(text).toContain('This run: 2 calls, ? tokens, $0.02.')
  })

  test('says what was not judged', () => {
    const text = driftMarkdown({ ...report([trial('match')]), stopped: 'the budget is spent', left: 3 })
    expect(text).toContain('**Not all was judged: the budget is spent.**')
    expect(text).not.toContain('| recording |')
  })

  test('text of recordings is neither Markdown nor HTML', () => {
    const evil = '|<img src=x onerror=alert(1)> [a](http://b) **c** `d` @team #1'
    const text = driftMarkdown(report([trial('mismatch', { labels: [evil] })], 'a', evil))
    expect(text).not.toMatch(/<img|\]\(|\*\*c|`d|@team|#1\b/)
    for (const line of text.split('\n').filter((one) => one.startsWith('|'))) {
      expect(line.split('|')).toHaveLength(8)
    }
  })
})
