import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { painterFor, printable, runSummary, type TestedRow } from '@retrial/core/reporting'
import { handRun } from './handed-run.js'
import { CI_FLAG, RUN_FOLDER } from './run-folder.js'

/** What is read of jest's own. */
interface GlobalConfig {
  readonly ci: boolean
  readonly rootDir: string
  /** Folders, or config files in them. */
  readonly projects: readonly string[]
}

/** Prints what the replays of a run came to, beside the runner's own reporter, on stderr. */
export default class RetrialReporter {
  private readonly folder = mkdtempSync(join(tmpdir(), 'retrial-run-'))

  /** Runs before the workers start, so that they inherit the variables. */
  constructor({ ci, rootDir, projects }: GlobalConfig) {
    process.env[RUN_FOLDER] = this.folder
    if (ci) process.env[CI_FLAG] = '1'
    handRun(rootDir, [rootDir, ...projects.map(folderOf)])
  }

  onRunStart(): void {
    for (const file of readdirSync(this.folder)) rmSync(join(this.folder, file))
  }

  onRunComplete(): void {
    const rows = readdirSync(this.folder).flatMap((file) => readRows(join(this.folder, file)))
    rmSync(this.folder, { recursive: true, force: true })
    const lines = runSummary(rows, 'jest -u', painterFor(process.stderr))
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

function folderOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path)
}
