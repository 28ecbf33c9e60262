import { checkNoOptions, type RunMode } from '@retrial/core/config'
import type * as Reporting from '@retrial/core/reporting'
import type { ReplayRow, ReportedFile, ReportedPolicy, ReportedRow } from '@retrial/core/reporting'
import type { Reporter, TestCase, TestModule, TestRunEndReason, TestSpecification, Vitest } from 'vitest/node'
import { BaselineWatch } from './baseline-watch.js'
import type {} from './current-test.js'
import { extent, ran } from './extent.js'
import { LostRows } from './lost-rows.js'
import { missingBlobs } from './missing-blobs.js'
import { modulePath } from './module-path.js'

/** Prints what the replays of a run came to, beside the runner's own reporter, on stderr, and keeps its report. */
export default class RetrialReporter implements Reporter {
  private vitest: Vitest | undefined
  private watch: BaselineWatch | undefined
  /** What was checked in this run. */
  protected rows: ReportedRow[] = []
  private found: FoundRows[] = []
  private modules = new Set<TestModule>()
  private specifications: readonly TestSpecification[] = []
  private policies: ReportedPolicy[] = []
  private runMode: RunMode | undefined
  /** Ids of the tests whose result has come. */
  private heard = new Set<string>()
  /** What no test and no file fails by, as in a test that was skipped on its way. */
  private unheard: (readonly ReplayRow[])[] = []
  private readonly lost = new LostRows()

  /** @throws UsageError `INVALID_OPTION` where the config has options for it. */
  constructor(options?: unknown) {
    checkNoOptions(options, 'The reporter of Retrial')
  }

  onInit(vitest: Vitest): void {
    this.vitest = vitest
  }

  /** What a config says of the mode of runs; the first one that says so counts. */
  configured(runMode: RunMode | undefined): void {
    this.runMode ??= runMode
  }

  /** Has tests run again when baselines in this folder change. */
  watchFolder(vitest: Vitest, folder: string): void {
    this.watch ??= new BaselineWatch(vitest)
    this.watch.watchFolder(folder)
  }

  /** Has all tests run again when a config file has changed, after `provide` has read it. */
  watchConfig(vitest: Vitest, file: string, provide: () => void): void {
    this.watch ??= new BaselineWatch(vitest)
    this.watch.watchConfig(file, provide)
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.specifications = specifications
    this.watch?.onRunStart()
    this.rows = []
    this.found = []
    this.policies = []
    this.modules = new Set()
    this.heard = new Set()
    this.unheard = []
    this.lost.begin()
  }

  /** Fires in merges of blob reports as well, where the end of the run may not know of any module. */
  onTestCaseResult(test: TestCase): void {
    this.modules.add(test.module)
    this.heard.add(test.id)
    // One that was meant to fail, and did: its assertions have done what they should.
    const { rows = [], failedFile } = test.meta().retrial ?? {}
    const meant = test.options.fails === true && test.ok() && failedFile !== true
    if (test.result().state === 'skipped') this.unheard.push(rows)
    const counted = meant ? rows.map((row): ReplayRow => ({ ...row, ok: true, details: [] })) : rows
    this.add(counted, test.module, test.fullName)
  }

  /** What stands outside of tests, as in `beforeAll`. */
  onTestModuleEnd(module: TestModule): void {
    const { rows = [], policies = [] } = module.meta().retrial ?? {}
    if (module.state() !== 'failed') this.unheard.push(rows)
    this.add(rows, module, modulePath(module))
    this.policies.push(...policies)
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    _errors?: unknown,
    reason: TestRunEndReason = 'passed',
  ): Promise<void> {
    const { vitest, found, policies, runMode } = this
    this.watch?.onRunEnd()
    this.addLost(modules)
    const { root, shard, watch } = vitest?.config ?? {}
    if (vitest === undefined || root === undefined) return
    const missing = missingReports(vitest)
    if (missing.length > 0) process.exitCode = 1
    if (found.length === 0 && shard === undefined) {
      for (const note of missing) vitest.logger.error(` Retrial  ${note}`)
      return
    }
    // Loaded for a run that used it only: it takes longer than all else here.
    const { columnsOf, didNotHold, endRun, painterFor, printable, UNHEARD_NOTE } =
      await import('@retrial/core/reporting')
    const rows = found.flatMap((some) => reported(some, printable))
    this.rows = rows
    const all = [...new Set([...this.modules, ...modules])].filter(ran)
    const files = all.map((module) => fileOf(module, printable))
    const isUnheard = reason === 'passed' && watch !== true && this.unheard.some(didNotHold)
    if (isUnheard) process.exitCode = 1
    const notes = isUnheard ? [...missing, UNHEARD_NOTE] : missing
    const { summary, annotations } = endRun(
      {
        ...{ runner: 'vitest', runnerVersion: vitest.version, runMode, policies },
        ...(shard === undefined ? {} : { shard: { index: shard.index, count: shard.count } }),
        ...(await extent(vitest, { specifications: this.specifications, modules: all }, printable)),
        ...{ files, rows },
      },
      {
        ...{ root, acceptCommand: 'vitest -u', keepReport: watch !== true, notes },
        ...{ paint: painterFor(process.stderr), columns: columnsOf(process.stderr) },
      },
    )
    if (summary.length > 0) vitest.logger.error(`\n${summary.map((line) => ` ${line}`).join('\n')}\n`)
    // GitHub reads both streams; stdout may be that of a machine reporter.
    if (annotations.length > 0) vitest.logger.error(annotations.join('\n'))
  }

  /** Rows of tests in a worker that was killed before it could tell their results. */
  private addLost(modules: readonly TestModule[]): void {
    // Reading them takes as long as writing the report.
    const some = modules.some((module) => module.state() !== 'passed')
    for (const { testId, test, moduleId, project, rows, policies = [] } of some ? this.lost.read() : []) {
      this.policies.push(...policies)
      if (this.heard.has(testId)) continue
      const module = modules.find((one) => one.moduleId === moduleId && one.project.name === project)
      if (module !== undefined) this.add(rows, module, test)
    }
    this.lost.end()
  }

  private add(rows: readonly ReplayRow[], module: TestModule, test: string): void {
    if (rows.length > 0) this.found.push({ rows, module, test })
    for (const row of rows) this.watch?.onRow(row, module)
  }
}

/** In a merge, which vitest makes of what there is. */
function missingReports({ config }: Vitest): string[] {
  // From the working directory, as vitest reads them.
  const { mergeReports } = config as { mergeReports?: string }
  const shards = mergeReports === undefined ? [] : missingBlobs(mergeReports)
  return shards.map((shard) => `the report of shard ${shard} is missing: what it found is unknown`)
}

/** Rows of one test, or of what stands outside of tests in a file. */
interface FoundRows {
  readonly rows: readonly ReplayRow[]
  readonly module: TestModule
  readonly test: string
}

type Printable = typeof Reporting.printable

function reported({ rows, module, test }: FoundRows, printable: Printable): ReportedRow[] {
  const place = { test: printable(test), ...placeOf(module, printable) }
  return rows.map((row) => ({ ...row, ...place }))
}

function placeOf(module: TestModule, printable: Printable): { file: string; project?: string } {
  const { project } = module
  const file = printable(modulePath(module))
  return project.name === '' ? { file } : { file, project: printable(project.name) }
}

function fileOf(module: TestModule, printable: Printable): ReportedFile {
  const tests = [...module.children.allTests()].filter(({ options }) => options.mode !== 'todo')
  const whole =
    module.state() === 'passed' &&
    module.errors().length === 0 &&
    tests.every((test) => test.result().state === 'passed')
  return { ...placeOf(module, printable), whole }
}
