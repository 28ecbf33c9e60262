import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { painterFor, printable, runSummary, type TestedRow } from '@retrial/core/reporting'
import type { PlacedRow } from './append-row.js'
import { finalRows, type FileResult } from './final-rows.js'
import { CI_FLAG, RUN_FOLDER } from './run-folder.js'

/** Prints what the replays of a run came to, beside the runner's own reporter, on stderr. */
export default class RetrialReporter {
  /** What was checked in this run. */
  protected rows: readonly TestedRow[] = []
  private readonly folder = mkdtempSync(join(tmpdir(), 'retrial-run-'))

  /** Runs before the workers start, so that they inherit the variables. */
  constructor({ ci }: { readonly ci: boolean }) {
    process.env[RUN_FOLDER] = this.folder
    if (ci) process.env[CI_FLAG] = '1'
  }

  onRunStart(): void {
    for (const file of readdirSync(this.folder)) rmSync(join(this.folder, file))
    process.once('exit', this.onExit)
  }

  onRunComplete(_contexts: unknown, { testResults }: { readonly testResults: readonly FileResult[] }): void {
    process.off('exit', this.onExit)
    this.conclude(testResults)
  }

  /** A test can end the process that it shares with jest, also with code 0: the tests behind it have not run. */
  private readonly onExit = (): void => {
    this.conclude([])
    process.stderr.write(' Retrial: the process ended before the run did.\n')
    if (Number(process.exitCode ?? 0) === 0) process.exitCode = 1
  }

  private conclude(testResults: readonly FileResult[]): void {
    const written = readdirSync(this.folder).flatMap((file) => readRows(join(this.folder, file)))
    this.rows = finalRows(written, testResults).map((row) =>
      row.test === undefined ? row : { ...row, test: printable(row.test) },
    )
    rmSync(this.folder, { recursive: true, force: true })
    const lines = runSummary(this.rows, 'jest -u', painterFor(process.stderr))
    if (lines.length > 0) process.stderr.write(`\n${lines.map((line) => ` ${line}`).join('\n')}\n\n`)
  }
}

function readRows(file: string): PlacedRow[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PlacedRow)
}
