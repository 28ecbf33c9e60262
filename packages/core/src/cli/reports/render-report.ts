import { runHistory } from '../../reporting/history/run-history.js'
import { htmlReport } from '../../reporting/html/html-report.js'
import { markdownReport } from '../../reporting/markdown/markdown-report.js'
import type { RunReport } from '../../reporting/report/run-report.js'
import type { Terminal } from '../terminal.js'
import { rowSnapshots } from './row-snapshots.js'
import { summaryText } from './summary-text.js'

export const REPORT_FORMATS = ['terminal', 'markdown', 'html', 'json'] as const

export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** Where a report is shown. */
export type Shown = Pick<Terminal, 'cwd' | 'paint' | 'lineWidth'>

const RENDERERS: Readonly<
  Record<ReportFormat, (report: RunReport, terminal: Shown) => string | Promise<string>>
> = {
  terminal: summaryText,
  markdown: (report) => markdownReport(report),
  html: async (report, { cwd }) =>
    htmlReport(report, { snapshots: await rowSnapshots(report, cwd), history: runHistory(cwd) }),
  json: (report) => JSON.stringify(report, undefined, 2),
}

/** A report as text that ends with a line. */
export async function renderReport(
  report: RunReport,
  format: ReportFormat,
  terminal: Shown,
): Promise<string> {
  return `${(await RENDERERS[format](report, terminal)).trimEnd()}\n`
}
