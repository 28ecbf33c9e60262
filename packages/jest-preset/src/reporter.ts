import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { checkNoOptions, type RunMode } from '@retrial/core/config'
import type * as Reporting from '@retrial/core/reporting'
import type { ReportedFile, ReportedRow } from '@retrial/core/reporting'
import { filesNotRun } from './files-not-run.js'
import { finalRows, type FileResult, type FinalRows } from './final-rows.js'
import { handRun } from './hand-run.js'
import { jestVersion } from './jest-version.js'
import { projectRoot } from './project-root.js'
import { readRows } from './read-rows.js'
import { partialRun, type GlobalConfig } from './run-extent.js'
import { CI_FLAG, RUN_FOLDER } from './run-folder.js'

/** What is read beside of jest's result of a test file. */
interface WholeResult extends FileResult {
  readonly numFailingTests: number
  readonly numPendingTests: number
  readonly testExecError?: unknown
}

/** What is read of jest's result of a run. */
interface AllResults {
  readonly testResults: readonly WholeResult[]
  /** Also those that did not run, as one with `--bail` stops early. */
  readonly numTotalTestSuites: number
}

/** Prints what the replays of a run came to, beside the runner's own reporter, on stderr, and keeps its report. */
export default class RetrialReporter {
  /** What was checked in this run. */
  protected rows: readonly ReportedRow[] = []
  private readonly names = new Map<string, string>()
  /** Test files of which an assertion began when they were over. */
  private late: ReadonlySet<string | undefined> = new Set()
  /** Whether something did not hold that no test and no file has failed by. */
  private unheard = false
  private readonly folder = mkdtempSync(join(tmpdir(), 'retrial-run-'))
  private readonly watching: boolean
  private readonly runMode: RunMode | undefined

  /**
   * Runs before the workers start, so that they inherit the variables.
   *
   * @throws UsageError `INVALID_OPTION` where the config has options for it.
   */
  constructor(
    private readonly config: GlobalConfig,
    options?: unknown,
  ) {
    checkNoOptions(options, 'The reporter of Retrial')
    const { ci, rootDir, projects } = config
    this.watching = config.watch || config.watchAll
    process.env[RUN_FOLDER] = this.folder
    if (ci) process.env[CI_FLAG] = '1'
    this.runMode = handRun(
      rootDir,
      [rootDir, ...projects.map((project) => projectRoot(project, rootDir))],
      this.watching,
    )
  }

  onRunStart(): void {
    for (const file of readdirSync(this.folder)) rmSync(join(this.folder, file))
    process.once('exit', this.onExit)
  }

  onRunComplete(_contexts: unknown, { testResults, numTotalTestSuites }: AllResults): void {
    process.off('exit', this.onExit)
    this.conclude(testResults, partialRun(this.config) ?? filesNotRun(testResults, numTotalTestSuites))
  }

  /** Fails the run where it gives one, whatever it says: by then no test file can fail any more. */
  getLastError(): Error | undefined {
    return this.unheard ? new Error('Something did not hold, and no test has failed by it.') : undefined
  }

  /** A test can end the process that it shares with jest, also with code 0: the tests behind it have not run. */
  private readonly onExit = (): void => {
    this.conclude([], 'the process ended before the run did')
    process.stderr.write(' Retrial: the process ended before the run did.\n')
    if (Number(process.exitCode ?? 0) === 0) process.exitCode = 1
  }

  private conclude(testResults: readonly WholeResult[], partial: string | undefined): void {
    const sent = readRows(this.folder)
    const final = finalRows(sent, testResults)
    this.late = new Set(sent.flatMap(({ late, file }) => (late === true ? [file] : [])))
    rmSync(this.folder, { recursive: true, force: true })
    const { shard, rootDir } = this.config
    this.rows = []
    this.unheard = false
    if (final.length === 0 && shard === undefined) return
    const { columnsOf, didNotHold, endRun, painterFor, UNHEARD_NOTE } = reporting()
    const policies = sent.flatMap((some) => some.policies ?? [])
    this.rows = final.flatMap((some) => this.reported(some))
    // Where the process ends in a test there are no results.
    this.unheard = testResults.length > 0 && !testResults.some(hasFailed) && didNotHold(this.rows)
    const { summary, annotations } = endRun(
      {
        ...{ runner: 'jest', runnerVersion: jestVersion(), runMode: this.runMode, policies },
        ...(shard === undefined ? {} : { shard: { index: shard.shardIndex, count: shard.shardCount } }),
        ...(partial === undefined ? {} : { partial }),
        files: testResults.map((result) => this.fileOf(result)),
        rows: this.rows,
      },
      {
        root: rootDir,
        acceptCommand: 'jest -u',
        paint: painterFor(process.stderr),
        columns: columnsOf(process.stderr),
        keepReport: !this.watching,
        notes: this.unheard ? [UNHEARD_NOTE] : [],
      },
    )
    if (summary.length > 0) process.stderr.write(`\n${summary.map((line) => ` ${line}`).join('\n')}\n\n`)
    // GitHub reads both streams; stdout may be that of a machine reporter.
    if (annotations.length > 0) process.stderr.write(`${annotations.join('\n')}\n`)
  }

  private fileOf(result: WholeResult): ReportedFile {
    const { testFilePath, displayName, numFailingTests, numPendingTests, testExecError } = result
    return {
      file: this.nameOf(testFilePath),
      ...(displayName === undefined ? {} : { project: reporting().printable(displayName.name) }),
      ...(displayName === undefined && this.config.projects.length > 1 ? { unnamed: true } : {}),
      whole: numFailingTests + numPendingTests === 0 && !testExecError && !this.late.has(testFilePath),
    }
  }

  private reported({ test, file, late, project, rows }: FinalRows): ReportedRow[] {
    const place = {
      ...(test === undefined ? {} : { test: reporting().printable(test) }),
      ...(file === undefined ? {} : { file: this.nameOf(file) }),
      ...(project === undefined ? {} : { project: reporting().printable(project) }),
    }
    if (late !== true) return rows.map((row) => ({ ...row, ...place }))
    // Of these jest itself shows nothing, nor where they stand.
    return rows.map((row) => {
      const { line = 0, column = 0 } = row.location ?? {}
      const details = row.details.map((detail) => `${detail} (${place.file ?? ''}:${line}:${column})`)
      return { ...row, ...place, details }
    })
  }

  /** Each is asked for by every row of a file. */
  private nameOf(path: string): string {
    const known = this.names.get(path)
    if (known !== undefined) return known
    const name = reporting().printable(relative(this.config.rootDir, path).split(sep).join('/'))
    this.names.set(path, name)
    return name
  }
}

function hasFailed({ numFailingTests, testExecError }: WholeResult): boolean {
  return numFailingTests > 0 || Boolean(testExecError)
}

let loaded: typeof Reporting | undefined

/** Loaded for a run that used it only: it takes longer than all else here. Without waiting, for a process that ends. */
function reporting(): typeof Reporting {
  loaded ??= createRequire(import.meta.url)('@retrial/core/reporting') as typeof Reporting
  return loaded
}
