import type { ReportedRow, RunReport } from '../report/run-report.js'

export function sampleRow(overrides: Partial<ReportedRow> = {}): ReportedRow {
  return {
    ...{ kind: 'replayed', id: 'refunds/one', store: 'dir:decisions', verdict: 'match', outputsMatch: true },
    ...{ ok: true, executionTimeMs: 1, details: [] },
    ...overrides,
  }
}

export function sampleReport(overrides: Partial<RunReport> = {}): RunReport {
  return {
    format: 'retrial-report/1',
    runner: 'vitest',
    createdAt: '2026-01-01T00:00:00.000Z',
    testFiles: 1,
    files: [{ file: 'a.test.ts', whole: true }],
    rows: [sampleRow()],
    ...overrides,
  }
}
