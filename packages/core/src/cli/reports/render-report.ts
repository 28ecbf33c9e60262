import type { RunReport } from '../../reporting/report/run-report.js'
import type { Terminal } from '../terminal.js'
import { summaryText } from './summary-text.js'

export const REPORT_FORMATS = ['terminal', 'json'] as const

export type ReportFormat = (typeof REPORT_FORMATS)[number]

type Renderer = (report: RunReport, terminal: Pick<Terminal, 'cwd' | 'paint'>) => string | Promise<string>

const RENDERERS: Readonly<Record<ReportFormat, Renderer>> = {
  terminal: (report, { cwd, paint }) => summaryText(report, cwd, paint),
  json: (report) => JSON.stringify(report, undefined, 2),
}

/** A report as text that ends with a line. */
export async function renderReport(
  report: RunReport,
  format: ReportFormat,
  terminal: Pick<Terminal, 'cwd' | 'paint'>,
): Promise<string> {
  return `${(await RENDERERS[format](report, terminal)).trimEnd()}\n`
}
