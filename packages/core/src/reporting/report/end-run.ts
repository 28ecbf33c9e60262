import type { Paint } from '../paint.js'
import { runSummary } from '../run-summary.js'
import { makeReport, type FoundRun } from './make-report.js'
import { obsoleteNote } from './obsolete-note.js'
import { writeReport } from './report-file.js'
import type { RunReport } from './run-report.js'

export interface RunEnd {
  /** The root of the run. */
  readonly root: string
  /** The runner's command that accepts changes, e.g. `vitest -u`. */
  readonly acceptCommand: string
  readonly paint: Paint
  /** False where runs follow one another, and a file that changes could start the next. */
  readonly keepReport: boolean
}

/**
 * What a reporter does when a run has ended: keeps its report, and gives the lines to print. Nothing of both where no
 * test used a baseline; but a shard leaves its report in any case, or it would be missed.
 */
export function endRun(found: FoundRun, { root, acceptCommand, paint, keepReport }: RunEnd): string[] {
  if (found.rows.length === 0 && found.shard === undefined) return []
  const report = makeReport(found, root)
  const notes = obsoleteNote(report, root)
  if (keepReport) notes.push(...keep(root, report))
  return runSummary(report.rows, acceptCommand, paint, notes)
}

/** A report that cannot be kept must not take the summary with it. */
function keep(root: string, report: RunReport): string[] {
  try {
    writeReport(root, report)
    return []
  } catch (error) {
    return [`the report of this run could not be written: ${(error as Error).message}`]
  }
}
