import { makeReport } from '../../reporting/report/make-report.js'
import { reportPath, writeReport } from '../../reporting/report/report-file.js'
import { reportedPolicy } from '../../reporting/report/reported-policy.js'
import type { Shard } from '../../reporting/report/run-report.js'
import { storeName } from '../../store/store-name.js'
import { EXIT, type ExitCode } from '../exit-code.js'
import { summaryText } from '../reports/summary-text.js'
import { writeFile } from '../reports/write-file.js'
import type { Replayed } from './replay-recordings.js'
import type { ReplayRun } from './replay-run.js'

export interface Extent {
  readonly shard?: Shard
  readonly partial?: string
  /** Where the report goes instead. */
  readonly output?: string
}

/** Keeps the report of a run, shows what it came to, and gives the exit code. */
export function concludeRun(
  { terminal, place, policy, ids }: ReplayRun,
  { rows, taken, stopped }: Replayed,
  { output, shard, partial }: Extent,
): ExitCode {
  const { cwd } = terminal
  const store = storeName(place.store, place.storeRoot, cwd)
  const why = [stopped, partial].filter((text) => text !== undefined).join('; ')
  const report = makeReport(
    {
      runner: 'cli',
      ...(shard === undefined ? {} : { shard }),
      ...(why === '' ? {} : { partial: why }),
      policies: policy === undefined ? [] : [reportedPolicy(policy)],
      files: [],
      rows: rows.map((row) => ({ ...row, store })),
    },
    cwd,
  )
  if (output === undefined) writeReport(cwd, report)
  else writeFile(cwd, output, `${JSON.stringify(report)}\n`)
  terminal.print(summaryText(report, terminal))
  if (taken > 0) terminal.note(`${taken} of them were found by the run that was stopped.`)
  if (stopped !== undefined) {
    const where = output ?? reportPath('.', shard)
    terminal.note(
      `Go on with: retrial replay --resume, and the same options. ${where} holds what was found so far.`,
    )
  }
  if (rows.some(({ ok }) => !ok)) return EXIT.violations
  // A shard may be empty: the whole is judged once it is merged.
  const nothing = rows.length === 0 && ids.length > 0
  return stopped !== undefined || nothing ? EXIT.evidence : EXIT.ok
}
