import type { TransferProblem } from '../imported-row.js'

/** What became of the rows of a source: `read` = `written` + `skipped` + `problems.length`. */
export interface TransferReport {
  read: number
  written: number
  /** Rows that were there already, with the same content. */
  skipped: number
  /** Every row that was not carried over, and why. */
  problems: TransferProblem[]
  /** What was carried over, but not quite as it was. Each text once. */
  warnings: string[]
}

export function emptyReport(): TransferReport {
  return { read: 0, written: 0, skipped: 0, problems: [], warnings: [] }
}

export function addWarnings(report: TransferReport, warnings: readonly string[] = []): void {
  for (const warning of warnings) if (!report.warnings.includes(warning)) report.warnings.push(warning)
}
