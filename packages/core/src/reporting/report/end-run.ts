import { relative, sep } from 'node:path'
import { isCi } from '../../ci.js'
import { annotations } from '../annotations.js'
import { BEGAN_TO_FAIL, flakyNote } from '../history/flaky-note.js'
import { failedRuns } from '../history/run-files.js'
import { keepRun, runHistory } from '../history/run-history.js'
import type { Paint } from '../paint.js'
import { printable } from '../printable.js'
import { terminalLines } from '../terminal-report.js'
import { makeReport, type FoundRun } from './make-report.js'
import { obsoleteNote } from './obsolete-note.js'
import { writeReport } from './report-file.js'
import { addStepSummary } from './step-summary.js'
import type { RunReport } from './run-report.js'
import { writtenTwiceNote } from './written-twice-note.js'

export interface RunEnd {
  /** The root of the run. */
  readonly root: string
  /** The runner's command that accepts changes, e.g. `vitest -u`. */
  readonly acceptCommand: string
  readonly paint: Paint
  /** Of the terminal, where it is one. */
  readonly columns?: number | undefined
  /** False where runs follow one another, and a file that changes could start the next. */
  readonly keepReport: boolean
  /** Further lines for people, before those that this finds. */
  readonly notes?: readonly string[]
}

/** What there is to print at the end of a run, without line ends. */
export interface EndedRun {
  /** For people; each line is to stand behind a space. */
  readonly summary: readonly string[]
  /** For GitHub Actions: each line is to stand as it is. Only there is there any. */
  readonly annotations: readonly string[]
}

/**
 * What a reporter does when a run has ended: keeps its report, adds it to the summary of the CI job, and gives the lines
 * to print. Nothing of all that where no test used a baseline; but a shard leaves its report in any case, or it would be
 * missed.
 */
export function endRun(
  found: FoundRun,
  { root, acceptCommand, paint, columns, keepReport, notes: given = [] }: RunEnd,
): EndedRun {
  if (found.rows.length === 0 && found.shard === undefined) return { summary: [], annotations: [] }
  const report = makeReport(found, root)
  const notes = [
    ...given,
    ...writtenTwiceNote(report),
    ...obsoleteNote(report, root),
    ...(keepReport ? pastRuns(report, root) : []),
  ]
  if (keepReport)
    notes.push(...keep(root, report), ...(report.rows.length === 0 ? [] : addStepSummary(report)))
  return {
    summary: terminalLines(report, { paint, columns, acceptCommand, notes }),
    annotations:
      process.env['GITHUB_ACTIONS'] === 'true' ? annotations(report, { folder: folderOf(root) }) : [],
  }
}

/** On a machine of someone: CI begins anew each time. */
function pastRuns(report: RunReport, root: string): string[] {
  if (isCi() || report.rows.length === 0) return []
  keepRun(report, root)
  // Reading them takes longer than all else at the end of a run.
  return failedRuns(root) < BEGAN_TO_FAIL ? [] : flakyNote(runHistory(root))
}

/** A report that cannot be kept must not take the summary with it. */
function keep(root: string, report: RunReport): string[] {
  try {
    writeReport(root, report)
    return []
  } catch (error) {
    return [`the report of this run could not be written: ${printable((error as Error).message)}`]
  }
}

/** The folder of the run as GitHub sees it: from the root of the repository, else the whole path. */
function folderOf(root: string): string {
  const workspace = process.env['GITHUB_WORKSPACE'] ?? ''
  const path = relative(workspace === '' ? root : workspace, root)
  return (path.startsWith('..') ? root : path).split(sep).join('/')
}
