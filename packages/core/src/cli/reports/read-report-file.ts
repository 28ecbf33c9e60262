import { relative, resolve } from 'node:path'
import { existsSync } from '../../kept-fs.js'
import { UsageError } from '../../errors.js'
import { readReport, reportPath } from '../../reporting/report/report-file.js'
import type { RunReport } from '../../reporting/report/run-report.js'

/**
 * The report of a file, else of the last run of the project in this folder.
 *
 * @throws UsageError `REPORT_INVALID` where there is none, or it is no report; `REPORT_TOO_NEW`.
 */
export function readReportFile(cwd: string, given: string | undefined): RunReport {
  const path = given === undefined ? reportPath(cwd) : resolve(cwd, given)
  if (existsSync(path)) return readReport(path)
  throw new UsageError(
    'REPORT_INVALID',
    `There is no report ${given ?? relative(cwd, path)}. A run of the tests leaves one; reports of shards are put together by "retrial merge".`,
  )
}
