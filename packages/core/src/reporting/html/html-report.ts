import type { RunReport } from '../report/run-report.js'
import { fillTemplate } from './fill-template.js'
import { pageData, type HtmlReportOptions } from './page-data.js'
import { pageTemplate } from './page-template.js'

/**
 * The report of a run as one HTML file, some 100 kB and its data: it opens from disk, asks no network for anything, and runs
 * no script but its own.
 */
export function htmlReport(report: RunReport, options: HtmlReportOptions = {}): string {
  return fillTemplate(pageTemplate(), pageData(report, options))
}
