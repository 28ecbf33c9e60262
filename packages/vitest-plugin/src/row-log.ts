import { RowFile } from '@retrial/core/matchers'
import type { ReplayRow, ReportedPolicy } from '@retrial/core/reporting'

/** Where workers leave their rows a second time; its path reaches them by this variable. */
export const ROW_LOG = 'RETRIAL_RUN_DIR'

export interface LoggedRow {
  /** vitest's id of the test. */
  readonly testId: string
  readonly test: string
  /** Path of the test file, and its project. */
  readonly moduleId: string
  readonly project: string
  readonly row: ReplayRow
  /** The one of the row. */
  readonly policy?: ReportedPolicy | undefined
}

/** Held open while a test file runs. */
export const rowLog = new RowFile()

/** Leaves a row at once: what a test carries reaches the runner a little later, and not at all from a killed worker. */
export function logRow(logged: LoggedRow): void {
  const folder = process.env[ROW_LOG]
  // Without our reporter there is nobody to read it.
  if (folder !== undefined) rowLog.append(folder, `${JSON.stringify(logged)}\n`)
}
