import { RowBatch, RowFile, type RowLine } from '@retrial/core/matchers'

/** Where workers leave their rows a second time; its path reaches them by this variable. */
export const ROW_LOG = 'RETRIAL_RUN_DIR'

/** Where rows come from. */
interface TestPlace {
  /** vitest's id of the test. */
  readonly testId: string
  readonly test: string
  /** Path of the test file, and its project. */
  readonly moduleId: string
  readonly project: string
}

export type LoggedRows = RowLine<TestPlace>

/** Held open while a test file runs. */
export const rowLog = new RowFile()

/**
 * What leaves the rows of a test a second time: what a test carries reaches the runner a little later, and not at all from
 * a killed worker.
 */
export function rowsOf(place: TestPlace): RowBatch<TestPlace> {
  // Without our reporter there is nobody to read it.
  return new RowBatch(rowLog, process.env[ROW_LOG], place)
}
