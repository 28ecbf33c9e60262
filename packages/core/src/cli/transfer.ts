import type { TransferReport } from '../interop/transfer/transfer-report.js'
import { printable } from '../reporting/printable.js'
import { EXIT, type ExitCode } from './exit-code.js'
import { jsonText } from './json-text.js'
import { problemLine } from './problem-line.js'
import type { Terminal } from './terminal.js'

/**
 * Prints what became of the rows of a transfer.
 *
 * @param did such as `copied`.
 * @returns 1 where a row was not carried over.
 */
export function endTransfer(
  { print, note, paint, paintNote }: Terminal,
  report: TransferReport,
  did: string,
  json: boolean,
): ExitCode {
  const { read, written, skipped, problems, warnings } = report
  if (json) print(jsonText(report, 2))
  else {
    for (const warning of warnings) note(`  ${paintNote('yellow', '!')} ${printable(warning)}`)
    for (const problem of problems) note(problemLine(problem, paintNote))
    const refused = problems.length === 0 ? '' : `, ${paint('red', `${problems.length} not`)}`
    const there = skipped === 0 ? '' : `, ${skipped} there already`
    print(`  ${read} read: ${written} ${did}${there}${refused}`)
  }
  return problems.length === 0 ? EXIT.ok : EXIT.violations
}
