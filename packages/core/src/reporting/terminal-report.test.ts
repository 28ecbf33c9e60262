import { expect, test } from 'vitest'
import { terminalReport } from './terminal-report.js'
import { sampleReport, sampleRow } from './testing/sample-report.js'

const failed = sampleRow({ ok: false, verdict: 'mismatch', details: ['output.label: "refund" → "reject"'] })
const environment = { retrial: '1.0.0', node: '20.1.0', platform: 'linux', arch: 'x64', ci: true }

test('of a run without rows is empty', () => {
  expect(terminalReport(sampleReport({ rows: [] }))).toBe('')
})

test('names the command of the runner, and where to use it', () => {
  expect(terminalReport(sampleReport({ rows: [failed] }))).toMatch(/accept them with vitest -u\n$/)
  const ofCi = terminalReport(sampleReport({ runner: 'jest', rows: [failed], environment }))
  expect(ofCi).toMatch(/accept them on your machine with jest -u, and commit them\n$/)
})

test('compares times with the recorded ones, and counts broken rules', () => {
  const violations = [
    {
      ...({ ruleName: 'exactMatch(output.label)', comparator: 'exactMatch', kind: 'rule-broken' } as const),
      ...{ field: 'output.label', expected: '1', actual: '2', message: 'm' },
    },
  ]
  const baseline = { hash: 'sha256:x', createdAt: '', tags: {}, executionTimeMs: 800 }
  const text = terminalReport(
    sampleReport({ rows: [{ ...failed, verdict: 'violation', policy: 'steady', violations, baseline }] }),
  )
  expect(text).toContain('decision time p50 1.0 ms, p95 1.0 ms (recorded: p50 800 ms, p95 800 ms)\n')
  expect(text).toContain('steady › exactMatch(output.label) 1\n')
})

test('fits into the columns there are', () => {
  const rows = Array.from({ length: 30 }, (_, index) => ({
    ...failed,
    id: `refunds/number-${index}`,
    test: 'a test of its own',
  }))
  for (const line of terminalReport(sampleReport({ rows }), { columns: 40 }).split('\n')) {
    expect(line.length).toBeLessThanOrEqual(40)
  }
})

test('of a run that held is at most 6 lines, whatever there is to warn and to note', () => {
  const rows = Array.from({ length: 100 }, (_, index) =>
    sampleRow({ policy: `p${index}`, totalTokens: 1, warnings: [`w${index}`] }),
  )
  for (const notes of [[], ['one'], ['one', 'two']]) {
    const lines = terminalReport(sampleReport({ rows }), { notes }).trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(6)
    for (const note of notes) expect(lines).toContain(`  ${note}`)
    expect(lines.some((line) => /… and \d+ more warnings/.test(line))).toBe(true)
  }
})

test('of 10,000 violations is bounded, fast, and counts right', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    ...failed,
    ...{ verdict: 'violation' as const, id: `id/${index}`, details: [`output: 1 → ${index}`] },
  }))
  const startedAt = performance.now()
  const text = terminalReport(sampleReport({ rows }), { columns: 80 })
  expect(performance.now() - startedAt).toBeLessThan(5_000)
  expect(text.split('\n').length).toBeLessThan(60)
  expect(text).toContain('10000 of 10000 decisions did not hold')
  expect(text).toContain('… and 9990 more')
})
