import { describe, expect, test } from 'vitest'
import { painter } from './paint.js'
import { UsageError } from '../errors.js'
import type { Verdict } from '../replay/verdict.js'
import { notMadeRow } from './not-made-row.js'
import { runSummary, type TestedRow } from './run-summary.js'
import { sampleViolation } from './testing/sample-result.js'

const paint = painter(false)
const summary = (rows: TestedRow[]): string[] => runSummary(rows, 'vitest -u', paint)

function row(overrides: Partial<TestedRow> = {}): TestedRow {
  const { verdict = 'match' } = overrides
  const ok = verdict === 'match'
  return {
    kind: 'replayed',
    id: 'refunds/1',
    functionName: 'triage',
    verdict,
    outputsMatch: ok,
    ok,
    executionTimeMs: 1,
    details: ok ? [] : [`${verdict} of ${overrides.id ?? 'refunds/1'}`],
    ...overrides,
  }
}

const many = (count: number, of: (index: number) => Partial<TestedRow> = () => ({})) =>
  Array.from({ length: count }, (_, index) => row(of(index)))

test('no rows, no lines', () => {
  expect(summary([])).toEqual([])
})

describe('green', () => {
  test('counts and times', () => {
    expect(summary([row({ executionTimeMs: 1.25 }), row({ executionTimeMs: 20.6 })])).toEqual([
      'Retrial  ✓ 2 replayed: 2 match',
      '  decision time p50 1.3 ms, p95 21 ms',
    ])
  })

  test('with tokens, policies, recorded and updated decisions', () => {
    const rows = [
      row({ policy: 'steady', totalTokens: 1_000 }),
      row({ policy: 'steady', totalTokens: 234 }),
      row({ policy: 'strict' }),
      row({ kind: 'recorded' }),
      row({ kind: 'updated' }),
      row({ kind: 'updated' }),
    ]
    expect(summary(rows)).toEqual([
      'Retrial  ✓ 3 replayed: 3 match; 1 recorded; 2 updated',
      '  decision time p50 1.0 ms, p95 1.0 ms · 1,234 tokens',
      '  "steady" 2/2 · "strict" 1/1',
    ])
  })

  test('warnings before trials, within 6 lines', () => {
    const trials = { passed: 2, total: 3, interval: [0.2, 0.94] as [number, number] }
    const rows = [
      row({ trials, warnings: ['edited by hand'] }),
      row({ trials, id: 'b' }),
      row({ trials, id: 'c' }),
    ]
    const lines = summary(rows)
    expect(lines).toHaveLength(6)
    expect(lines.at(-1)).toBe('  warning: edited by hand')
  })

  test('how many trials matched, where some did not', () => {
    const trials = { passed: 2, total: 3, interval: [0.2, 0.94] as [number, number] }
    expect(summary([row({ trials, pass: 'majority' })])).toEqual([
      'Retrial  ✓ 1 replayed: 1 match',
      '  decision time p50 1.0 ms, p95 1.0 ms',
      '  refunds/1: 2 of 3 trials matched (95% interval of the rate: 20% to 94%)',
    ])
    const notes = ['a', 'b', 'c', 'd', 'e', 'f']
    expect(runSummary([row({ trials })], 'vitest -u', paint, notes)).toHaveLength(2 + notes.length)
  })

  test('nothing but recordings', () => {
    expect(summary([row({ kind: 'recorded' })])[0]).toBe('Retrial  ✓ 0 replayed; 1 recorded')
  })

  test('a change that was asked for by .not is counted as what it is', () => {
    expect(summary([row({ verdict: 'mismatch', ok: true, details: [] })])[0]).toBe(
      'Retrial  ✓ 1 replayed: 1 mismatch',
    )
  })

  test('each warning once, and few of many', () => {
    const warned = (...warnings: string[]) => row({ warnings })
    expect(summary([warned('a'), warned('a', 'b'), row()]).slice(-2)).toEqual([
      '  warning: a',
      '  warning: b',
    ])
    expect(summary([warned('a', 'b', 'c')]).slice(-2)).toEqual(['  warning: b', '  … and 1 more warning'])
    expect(summary([warned('a', 'b', 'c', 'd')]).at(-1)).toBe('  … and 2 more warnings')
  })

  test('at most 6 lines, however much there was', () => {
    const rows = many(10_000, (index) => ({
      id: `id-${index}`,
      policy: `policy ${index % 50}`,
      totalTokens: 100,
      kind: (['replayed', 'recorded', 'updated'] as const)[index % 3]!,
    }))
    expect(summary(rows).length).toBeLessThanOrEqual(6)
    expect(summary(rows).at(-1)).toBe(
      `  ${[0, 1, 2, 3, 4].map((n) => `"policy ${n}" 200/200`).join(' · ')} · 45 more policies`,
    )
  })
})

describe('red', () => {
  test('no advice to accept what a rule forbids whatever was recorded', () => {
    const violation = sampleViolation('output', { absolute: true })
    const forbidden = row({ verdict: 'violation', violations: [violation] })
    expect(summary([forbidden]).join()).not.toContain('→')
    expect(summary([forbidden, row({ id: 'b', verdict: 'mismatch' })]).at(-1)).toContain('accept them with')
  })

  test('what did not hold, where, why, and what to do', () => {
    const rows = [
      row(),
      row({
        id: 'refunds/2',
        verdict: 'violation',
        policy: 'steady',
        test: 'triage > holds',
        details: ['output.a: 1 → 2', 'output.b: 1 → 2'],
      }),
      row({ kind: 'recorded' }),
    ]
    expect(summary(rows)).toEqual([
      'Retrial  ✗ 1 of 3 decisions did not hold',
      '',
      '  ✗ refunds/2  violation  triage · steady · triage > holds',
      '      output.a: 1 → 2',
      '      output.b: 1 → 2',
      '',
      '  2 replayed: 1 match, 1 violation; 1 recorded',
      '  decision time p50 1.0 ms, p95 1.0 ms',
      '  "steady" 0/1',
      '  → if the changes are meant, accept them with vitest -u',
    ])
  })

  test('the worst come first: broken evidence, broken rules, plain changes', () => {
    const verdicts = [
      'mismatch',
      'violation',
      'unused',
      'miss',
      'escaped',
      'timeout',
      'missing',
      'error',
    ] as const
    const lines = summary(verdicts.map((verdict) => row({ verdict, id: verdict })))
    expect(
      lines
        .filter((line) => line.includes('✗ '))
        .slice(1)
        .map((line) => line.trim().split(/\s+/)[1]),
    ).toEqual([...verdicts].reverse())
  })

  test('at most 10 causes, and the number of the others', () => {
    const lines = summary(many(25, (index) => ({ verdict: 'mismatch', id: `id-${index}` })))
    expect(lines.filter((line) => line.startsWith('  ✗'))).toHaveLength(10)
    expect(lines).toContain('  … and 15 more')
    expect(lines[0]).toBe('Retrial  ✗ 25 of 25 decisions did not hold')
    expect(lines).toContain('  25 replayed: 25 mismatch')
  })

  test('10,000 of them with many details stay within 200 lines', () => {
    const details = Array.from({ length: 11 }, (_, index) => `output[${index}]: 1 → 2`)
    const lines = summary(
      many(10_000, (index) => ({
        verdict: 'violation',
        id: `id-${index}`,
        details: [...details, String(index)],
      })),
    )
    expect(lines.length).toBeLessThanOrEqual(200)
    expect(lines).toContain('  … and 9990 more')
    expect(lines).toContain('  10000 replayed: 10000 violation')
  })

  test('one cause of many decisions is one block, with the tests it stands in', () => {
    const cause = { verdict: 'miss' as const, details: ['prompt changed'] }
    const one = summary(many(8, (index) => ({ ...cause, id: `id-${index}`, test: 'all hold' })))
    expect(one[2]).toBe('  ✗ id-0, id-1, id-2, id-3, id-4, id-5 and 2 more  miss  triage · all hold')
    const two = summary(many(8, (index) => ({ ...cause, id: `id-${index}`, test: `holds ${index % 2}` })))
    expect(two[2]).toContain('miss  triage · 2 tests')
  })

  test('of which the tests of one title in several files or projects are several', () => {
    const same = { verdict: 'miss' as const, details: ['prompt changed'], test: 'holds' }
    const places = [
      { file: 'a.test.ts' },
      { file: 'b.test.ts' },
      { file: 'b.test.ts', project: 'node' },
      { file: 'a.test.ts' },
    ]
    const lines = summary(
      places.map((place, index) => row({ ...same, ...place, ok: false, id: `id-${index}` })),
    )
    expect(lines[2]).toContain('miss  triage · 3 tests')
  })

  test('of several functions and policies it names all', () => {
    const rows = [
      { functionName: 'triage', policy: 'steady' },
      { functionName: 'reply', policy: 'kind' },
      { functionName: 'triage' },
    ].map((names) =>
      row({ ...names, ok: false, verdict: 'miss', details: ['prompt changed'], test: 'holds' }),
    )
    expect(summary(rows)[2]).toContain('miss  triage, reply · steady, kind · holds')
  })

  test('a failed .not, which has no details', () => {
    expect(summary([row({ ok: false })])[2]).toBe('  ✗ refunds/1  match  triage')
  })
})

test.each([
  [[5], '5.0', '5.0'],
  [[1, 2], '1.0', '2.0'],
  [[3, 1, 2], '2.0', '3.0'],
  [Array.from({ length: 100 }, (_, index) => index + 1), '50', '95'],
  [Array.from({ length: 20 }, (_, index) => 20 - index), '10', '19'],
])('percentiles of %j', (times, p50, p95) => {
  const rows = times.map((executionTimeMs) => row({ executionTimeMs }))
  expect(summary(rows)[1]).toBe(`  decision time p50 ${p50} ms, p95 ${p95} ms`)
})

describe('an assertion that came to no replay', () => {
  const unmade = notMadeRow('toReplayMatching', new UsageError('SNAPSHOT_NOT_FOUND', 'nothing\n::error::'))

  test('is a row of its own, safe to print', () => {
    expect(unmade).toMatchObject({
      kind: 'not-made',
      id: 'toReplayMatching()',
      verdict: 'missing',
      ok: false,
      details: ['SNAPSHOT_NOT_FOUND: nothing\\n::error::'],
    })
    expect(notMadeRow('toHaveNoDiffFrom', new TypeError('x')).details).toEqual(['TypeError: x'])
  })

  test('turns a run red, and is not counted as a replay', () => {
    const lines = summary([row(), unmade])
    expect(lines[0]).toBe('Retrial  ✗ 1 of 2 decisions did not hold')
    expect(lines).toContain('  1 replayed: 1 match; 1 not made')
  })
})

describe('what to do next', () => {
  test.each<[Verdict[], string | undefined]>([
    [['missing', 'violation'], '  → if the changes are meant, accept them with vitest -u'],
    [['miss'], '  → if the changes are meant, accept them with vitest -u'],
    [['missing'], '  → record what is missing on your machine, and commit it'],
    [['error', 'timeout'], undefined],
  ])('%s', (verdicts, expected) => {
    const lines = summary(verdicts.map((verdict) => row({ ok: false, verdict })))
    expect(lines.find((line) => line.includes('→'))).toBe(expected)
  })
})
