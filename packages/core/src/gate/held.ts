import type { ReportedRow } from '../reporting/report/run-report.js'

/** Asserted to hold, replayed, and it does. */
export function holds(row: ReportedRow): boolean {
  return row.ok && row.verdict === 'match'
}

/** Asserted not to hold, by `.not` or a test that is meant to fail. */
export function isInverted(row: ReportedRow): boolean {
  return row.ok && row.verdict !== 'match'
}
