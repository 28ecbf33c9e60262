import { painterFor, printable, runSummary, type TestedRow } from '@retrial/core/reporting'
import type { Reporter, TestCase, Vitest } from 'vitest/node'
import type {} from './current-test.js'

/** Prints what the replays of a run came to, beside the runner's own reporter, on stderr. */
export default class RetrialReporter implements Reporter {
  private vitest: Vitest | undefined
  private rows: TestedRow[] = []

  onInit(vitest: Vitest): void {
    this.vitest = vitest
  }

  onTestRunStart(): void {
    this.rows = []
  }

  /** Fires in merges of blob reports as well. */
  onTestCaseResult(test: TestCase): void {
    const { retrial } = test.meta()
    for (const row of retrial?.rows ?? []) this.rows.push({ ...row, test: printable(test.fullName) })
  }

  onTestRunEnd(): void {
    const lines = runSummary(this.rows, 'vitest -u', painterFor(process.stderr))
    if (lines.length > 0) this.vitest?.logger.error(`\n${lines.map((line) => ` ${line}`).join('\n')}\n`)
  }
}
