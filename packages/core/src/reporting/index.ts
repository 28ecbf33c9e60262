/**
 * `@retrial/core/reporting`: what the adapters' reporters print with, and the reports of runs.
 *
 * @module
 */
export { htmlReport } from './html/html-report.js'
export { readSnapshots } from './html/read-snapshots.js'
export { annotations } from './annotations.js'
export { flakyDecisions } from './history/flaky-note.js'
export { runHistory } from './history/run-history.js'
export { markdownReport } from './markdown/markdown-report.js'
export { columnsOf, painterFor } from './paint.js'
export { printable } from './printable.js'
export { didNotHold, UNHEARD_NOTE } from './report/did-not-hold.js'
export { endRun } from './report/end-run.js'
export { mergeReports } from './report/merge-reports.js'
export { obsoleteBaselines } from './report/obsolete-baselines.js'
export { readReport, reportPath, writeReport } from './report/report-file.js'
export { parseReport } from './report/parse-report.js'
export { runSummary } from './run-summary.js'
export { terminalReport } from './terminal-report.js'

export type { HtmlReportOptions, RowSnapshots } from './html/page-data.js'
export type { AnnotationOptions } from './annotations.js'
export type { FlakyDecision } from './history/flaky-note.js'
export type { PastOutcome, PastRun } from './history/run-history.js'
export type { MarkdownOptions } from './markdown/markdown-report.js'
export type { Paint, Style } from './paint.js'
export type { ReplayRow, RowKind } from './replay-row.js'
export type { EndedRun, RunEnd } from './report/end-run.js'
export type { FoundRun } from './report/make-report.js'
export type { ObsoleteBaselines } from './report/obsolete-baselines.js'
export type {
  NamedBaselines,
  ReportedFile,
  ReportedPolicy,
  ReportedRow,
  RunCommit,
  RunEnvironment,
  RunReport,
  Shard,
} from './report/run-report.js'
export type { TestedRow } from './run-summary.js'
export type { TerminalOptions } from './terminal-report.js'
