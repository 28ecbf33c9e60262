import type { Paint } from '../../reporting/paint.js'
import { obsoleteNote } from '../../reporting/report/obsolete-note.js'
import type { RunReport } from '../../reporting/report/run-report.js'
import { runSummary } from '../../reporting/run-summary.js'

/** How changes are accepted where they were found. */
const ACCEPT_COMMAND: Readonly<Record<RunReport['runner'], string>> = {
  vitest: 'vitest -u',
  jest: 'jest -u',
  cli: 'retrial review',
}

/**
 * What a run came to, as its reporter showed it.
 *
 * @param root the root of the run, from which the names of its stores start.
 */
export function summaryText(report: RunReport, root: string, paint: Paint): string {
  const { rows, missingShards = [], partial } = report
  const notes = [
    ...obsoleteNote(report, root),
    ...(partial === undefined ? [] : [`not the whole run: ${partial}`]),
    ...missingShards.map((shard) => `shard ${shard} is missing: what it would have found is unknown`),
  ]
  const lines = runSummary(rows, ACCEPT_COMMAND[report.runner], paint, notes)
  return [...(lines.length === 0 ? ['Retrial  nothing was replayed', ...notes.map(indented)] : lines)].join(
    '\n',
  )
}

function indented(line: string): string {
  return `  ${line}`
}
