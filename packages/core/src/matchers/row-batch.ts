import type { ReplayRow } from '../reporting/replay-row.js'
import type { ReportedPolicy } from '../reporting/report/run-report.js'
import { atEndOfTurn } from './end-of-turn.js'
import type { RowFile } from './row-file.js'

/** A line of a {@link RowFile}: rows of one test, what says where they come from, and policies that they name. */
export type RowLine<Place extends object> = Place & {
  readonly rows: readonly ReplayRow[]
  readonly policies?: readonly ReportedPolicy[]
}

/**
 * The rows of one test on their way to a {@link RowFile}. Those of one assertion go together, as each write takes longer
 * than making a row, and before the test goes on: whatever it does then to its process, no row is lost.
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
    if (this.rows.push(row) === 1) {
      atEndOfTurn(() => {
        this.write()
      })
    }
    if (policy !== undefined) this.policies.push(policy)
  }

  private write(): void {
    const { folder, rows, policies, place } = this
    if (folder === undefined) return
    this.rows = []
    this.policies = []
    const line: RowLine<Place> = { ...place, rows, ...(policies.length === 0 ? {} : { policies }) }
    this.file.append(folder, `${JSON.stringify(line)}\n`)
  }
}
