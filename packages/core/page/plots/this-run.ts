import { countVerdicts } from '../../src/reporting/count-verdicts.js'
import type { PagePastRun, ReportPageData } from '../../src/reporting/html/report-page-data.js'

/** This run, as one of the history. */
export function thisRun({ run, rows }: Pick<ReportPageData, 'run' | 'rows'>): PagePastRun {
  return {
    createdAt: run.createdAt,
    verdicts: countVerdicts(rows),
    failed: rows.filter(({ ok }) => !ok).length,
  }
}
