import { obsoleteNote } from '../../reporting/report/obsolete-note.js'
import type { RunReport } from '../../reporting/report/run-report.js'
import { writtenTwiceNote } from '../../reporting/report/written-twice-note.js'
import { terminalLines } from '../../reporting/terminal-report.js'
import type { Terminal } from '../terminal.js'

/** How changes are accepted where they were found. */
const ACCEPT_COMMAND: Readonly<Record<RunReport['runner'], string>> = {
  vitest: 'vitest -u',
  jest: 'jest -u',
  cli: 'retrial review',
}

/** What a run came to, as its reporter showed it. The names of its stores start from the folder of the terminal. */
export function summaryText(
  report: RunReport,
  { cwd, paint, lineWidth }: Pick<Terminal, 'cwd' | 'paint' | 'lineWidth'>,
): string {
  const { missingShards = [], partial } = report
  const notes = [
    ...writtenTwiceNote(report),
    ...obsoleteNote(report, cwd),
    ...(partial === undefined ? [] : [`not the whole run: ${partial}`]),
    ...missingShards.map((shard) => `shard ${shard} is missing: what it would have found is unknown`),
  ]
  const columns = Number.isFinite(lineWidth) ? lineWidth : undefined
  const lines = terminalLines(report, { paint, columns, acceptCommand: ACCEPT_COMMAND[report.runner], notes })
  return [
    ...(lines.length === 0 ? ['Retrial  nothing was replayed', ...notes.map((note) => `  ${note}`)] : lines),
  ].join('\n')
}
