import { fitted } from './fitted.js'
import { painter, type Paint } from './paint.js'
import type { RunReport } from './report/run-report.js'
import { runSummary } from './run-summary.js'

export interface TerminalOptions {
  /** Default: no styles. */
  readonly paint?: Paint
  /** How many columns there are. Default: lines are as long as they are, as in the log of a CI job. */
  readonly columns?: number | undefined
  /** The command that accepts changes. Default: that of the runner of the report. */
  readonly acceptCommand?: string
  /** Further lines, such as one about obsolete baselines. */
  readonly notes?: readonly string[]
}

/** What a run came to, for a terminal: lines, each with an end. Empty where there is nothing to say. */
export function terminalReport(report: RunReport, options: TerminalOptions = {}): string {
  return terminalLines(report, options)
    .map((line) => `${line}\n`)
    .join('')
}

/** The same as a list. */
export function terminalLines(report: RunReport, options: TerminalOptions = {}): string[] {
  const { paint = painter(false), columns, acceptCommand = `${report.runner} -u`, notes = [] } = options
  const ci = report.environment?.ci === true
  const lines = runSummary(report.rows, acceptCommand, paint, notes, ci)
  return columns === undefined ? lines : lines.flatMap((line) => fitted(line, columns))
}
