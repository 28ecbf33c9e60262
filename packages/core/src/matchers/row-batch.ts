import type { ReplayRow } from '../reporting/replay-row.js'
import type { ReportedPolicy } from '../reporting/report/run-report.js'
import type { RowFile } from './row-file.js'

/** So many rows wait at most: a test may replay thousands, and may be the one that ends its process. */
const MOST = 100

/** A line of a {@link RowFile}: rows of one test, what says where they come from, and policies that they name. */
export type RowLine<Place extends object> = Place & {
  readonly rows: readonly ReplayRow[]
  readonly policies?: readonly ReportedPolicy[]
}

/**
 * The rows of one test on their way to a {@link RowFile}. They go together when the test has ended, as each write takes
 * longer than making a row; one that did not hold goes at once, with those before it.
 */
export class RowBatch<Place extends object> {
  private rows: ReplayRow[] = []
  private policies: ReportedPolicy[] = []

  /**
   * @param folder where the file is; undefined where there is nobody to read it.
   * @param place JSON only.
   */
  constructor(
    private readonly file: RowFile,
    private readonly folder: string | undefined,
    private readonly place: Place,
  ) {}

  /** @param policy the one that the row names, where no line of the file has it. */
  add(row: ReplayRow, policy?: ReportedPolicy): void {
    if (this.folder === undefined) return
    this.rows.push(row)
    if (policy !== undefined) this.policies.push(policy)
    if (!row.ok || this.rows.length >= MOST) this.flush()
  }

  /** Leaves what waits: from then on a process that is killed does not take it with it. */
  flush(): void {
    const { folder, rows, policies, place } = this
    if (folder === undefined || rows.length === 0) return
    this.rows = []
    this.policies = []
    const line: RowLine<Place> = { ...place, rows, ...(policies.length === 0 ? {} : { policies }) }
    this.file.append(folder, `${JSON.stringify(line)}\n`)
  }
}
