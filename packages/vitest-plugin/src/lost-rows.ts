import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROW_LOG, type LoggedRows } from './row-log.js'

/** The rows that workers left a second time, for the runs in which one of them was killed. */
export class LostRows {
  private folder: string | undefined

  /** Before the workers of a run start, so that they inherit the variable. */
  begin(): void {
    this.end()
    process.env[ROW_LOG] = this.folder = mkdtempSync(join(tmpdir(), 'retrial-run-'))
  }

  /** All that was left, several lines of some tests. */
  read(): LoggedRows[] {
    const { folder } = this
    if (folder === undefined) return []
    return readdirSync(folder)
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
      .flatMap((line) => parse(line) ?? [])
  }

  end(): void {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true })
    this.folder = undefined
  }
}

/** The last line of a worker that was killed may be half a line. */
function parse(line: string): LoggedRows | undefined {
  try {
    return JSON.parse(line) as LoggedRows
  } catch {
    return undefined
  }
}
