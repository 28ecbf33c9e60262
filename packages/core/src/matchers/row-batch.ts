import type { ReplayRow } from '../reporting/replay-row.js'
import type { ReportedPolicy } from '../reporting/report/run-report.js'
import { atEndOfTurn } from './end-of-turn.js'
import { failProcess } from './fail-process.js'
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
  /** The place as JSON, which all lines begin with; made once, as it takes as long as the rows of a line. */
  private head: string | undefined

  /**
   * @param folder where the file is; undefined where there is nobody to read it.
   * @param place JSON only, and not empty.
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
    const { folder, rows, policies } = this
    if (folder === undefined) return
    this.rows = []
    this.policies = []
    this.head ??= JSON.stringify(this.place).slice(0, -'}'.length)
    const tail = policies.length === 0 ? '' : `,"policies":${JSON.stringify(policies)}`
    try {
      this.file.append(folder, `${this.head},"rows":${JSON.stringify(rows)}${tail}}\n`)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      // Whoever made the folder has taken it away: nobody reports these rows, and no test can fail by them.
      failProcess(whatCameLate(rows))
    }
  }
}

function whatCameLate(rows: readonly ReplayRow[]): string {
  const shown = rows.map(({ id, verdict, details }) => [`${id}  ${verdict}`, ...details].join('\n    '))
  return `NOT_AWAITED: the run was over when an assertion came to an end; await it, and what calls it:\n  ${shown.join('\n  ')}`
}
