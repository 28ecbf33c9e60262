import { painterFor, printable, runSummary, type TestedRow } from '@retrial/core/reporting'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import type {} from './current-test.js'

/** Prints what the replays of a run came to, beside the runner's own reporter, on stderr. */
export default class RetrialReporter implements Reporter {
  private vitest: Vitest | undefined
  /** What was checked in this run. */
  protected rows: TestedRow[] = []

  onInit(vitest: Vitest): void {
    this.vitest = vitest
  }

  onTestRunStart(): void {
    this.rows = []
  }

  /** Fires in merges of blob reports as well. */
  onTestCaseResult(test: TestCase): void {
    // One that was meant to fail, and did: its assertions have done what they should.
    const meant = test.options.fails === true && test.ok()
    for (const row of test.meta().retrial?.rows ?? []) {
      const held = meant ? { ...row, ok: true, details: [] } : row
      this.rows.push({ ...held, test: printable(test.fullName) })
    }
  }

  /** What stands outside of tests, as in `beforeAll`. */
  onTestModuleEnd(module: TestModule): void {
    for (const row of module.meta().retrial?.rows ?? []) {
      this.rows.push({ ...row, test: printable(module.relativeModuleId) })
    }
  }

  onTestRunEnd(): void {
    const lines = runSummary(this.rows, 'vitest -u', painterFor(process.stderr))
    if (lines.length > 0) this.vitest?.logger.error(`\n${lines.map((line) => ` ${line}`).join('\n')}\n`)
  }
}
