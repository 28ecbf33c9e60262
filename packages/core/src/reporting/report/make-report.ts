import { runMode, type RunMode } from '../../run-mode.js'
import { filesInOrder, policiesInOrder, rowsInOrder } from './in-order.js'
import { filesWithOccurrences, withOccurrences } from './replay-key.js'
import { runCommit } from './run-commit.js'
import { runEnvironment } from './run-environment.js'
import { REPORT_FORMAT, type ReportedPolicy, type RunReport } from './run-report.js'

/** What a reporter has found by the end of a run, in any order. */
export interface FoundRun extends Pick<
  RunReport,
  'runner' | 'shard' | 'testFiles' | 'partial' | 'files' | 'rows'
> {
  readonly runnerVersion?: string | undefined
  /** What the config of the run says of its mode. */
  readonly runMode?: RunMode | undefined
  /** As the test files sent them: several times, or of rows that count no more. */
  readonly policies?: readonly ReportedPolicy[]
}

/** The report of a run that has just ended. @param root the folder of the run. */
export function makeReport(
  { runner, runnerVersion, runMode: configured, policies = [], files, rows, ...extent }: FoundRun,
  root: string,
): RunReport {
  const commit = runCommit(root)
  const mode = knownMode(configured)
  const named = new Set(rows.map(({ policyHash }) => policyHash))
  return {
    format: REPORT_FORMAT,
    runner,
    createdAt: new Date().toISOString(),
    environment: runEnvironment(runnerVersion),
    ...(commit === undefined ? {} : { commit }),
    ...(mode === undefined ? {} : { runMode: mode }),
    ...extent,
    policies: policiesInOrder(policies.filter(({ hash }) => named.has(hash))),
    files: filesWithOccurrences(filesInOrder(files)),
    rows: withOccurrences(rowsInOrder(rows)),
  }
}

/** A mode that there is not has failed every assertion already. */
function knownMode(configured: RunMode | undefined): RunMode | undefined {
  try {
    return runMode(configured)
  } catch {
    return undefined
  }
}
