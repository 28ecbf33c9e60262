import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config, Reporter } from '@jest/reporters'
import { painter, printable, runSummary, type TestedRow } from '@retrial/core/reporting'
import { CI_FLAG, RUN_FOLDER } from './run-folder.js'

/** Prints what the replays of a run came to, beside the runner's own reporter, on stderr. */
export default class RetrialReporter implements Pick<Reporter, 'onRunStart' | 'onRunComplete'> {
  private readonly folder = mkdtempSync(join(tmpdir(), 'retrial-run-'))

  /** Runs before the workers start, so that they inherit the variables. */
  constructor({ ci }: Pick<Config.GlobalConfig, 'ci'>) {
    process.env[RUN_FOLDER] = this.folder
    if (ci) process.env[CI_FLAG] = '1'
  }

  onRunStart(): void {
    for (const file of readdirSync(this.folder)) rmSync(join(this.folder, file))
  }

  onRunComplete(): void {
    const rows = readdirSync(this.folder).flatMap((file) => readRows(join(this.folder, file)))
    rmSync(this.folder, { recursive: true, force: true })
    const lines = runSummary(rows, 'jest -u', painter(hasColours()))
    if (lines.length > 0) process.stderr.write(`\n${lines.map((line) => ` ${line}`).join('\n')}\n\n`)
  }
}

function readRows(file: string): TestedRow[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TestedRow)
    .map((row) => (row.test === undefined ? row : { ...row, test: printable(row.test) }))
}

function hasColours(): boolean {
  const { FORCE_COLOR, NO_COLOR } = process.env
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0'
  return NO_COLOR === undefined && process.stderr.isTTY
}
