import type { PageRow, ReportPageData, RunHistoryEntry } from '../../src/reporting/html/report-page-data.js'

/** This run, as one of the history. */
export function thisRun({ run, rows }: Pick<ReportPageData, 'run' | 'rows'>): RunHistoryEntry {
  const verdicts: Partial<Record<PageRow['verdict'], number>> = {}
  for (const { kind, verdict } of rows) {
    if (kind === 'replayed' || kind === 'not-made') verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
  }
  return { createdAt: run.createdAt, verdicts, failed: rows.filter(({ ok }) => !ok).length }
}
