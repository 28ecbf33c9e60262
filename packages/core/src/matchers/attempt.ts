import type { ReplayRow } from '../reporting/replay-row.js'
import type { ReportedPolicy } from '../reporting/report/run-report.js'
import { SAYS_NOTHING } from './compared.js'
import type { MatcherContext, MatcherResult } from './context.js'
import { atEndOfTurn } from './end-of-turn.js'
import { inFailingTest } from './meant-to-fail.js'
import { nothingCompared } from './nothing-compared.js'
import { notAwaited, type LostAssertion } from './not-awaited.js'
import { WatchedPromise } from './watched-promise.js'

export interface AttemptOptions {
  /** Takes a checked decision to this runner's reporter, and the policy it was held to. */
  readonly report: (row: ReplayRow, policy?: ReportedPolicy) => void
  /**
   * True where no hook of ours is left that would end it: an assertion that is not awaited at once fails the file that
   * runs, as nobody would wait for what it comes to. Default false.
   */
  readonly last?: boolean
}

type Reported = [row: ReplayRow, policy: ReportedPolicy | undefined]

interface Assertion extends LostAssertion {
  readonly work: Promise<unknown>
  readonly polled: boolean
  /** Path of the test file. */
  readonly file: string | undefined
  awaited: boolean
  settled: boolean
}

/**
 * One try of one test, or what stands outside of tests in a file: its assertions until somebody has awaited them, and
 * the rows they came to.
 */
export class Attempt {
  private readonly assertions = new Set<Assertion>()
  /** `expect.poll` asks many times: the last answer is the one that counts. */
  private readonly polled = new Map<unknown, { context: MatcherContext; rows: Reported[] }>()
  /** What says nothing of its decision, in a test that is meant to fail: that passes by it. */
  private readonly unsaid: ReplayRow[] = []
  /** Whether such a test has failed by its decision. */
  private differs = false
  private ended = false

  constructor(private readonly options: AttemptOptions) {}

  /** True from then on where no assertion is expected any more. */
  get over(): boolean {
    return this.ended
  }

  /** @param wraps how many promises the runner makes of the one that is returned; see `runnerWraps`. */
  watch(
    work: Promise<MatcherResult>,
    context: MatcherContext,
    call: LostAssertion,
    wraps: number,
  ): Promise<MatcherResult> {
    const polled = context.poll === true
    const file = context.testPath
    const { name, hint, stack } = call
    const assertion: Assertion = { name, hint, stack, file, work, polled, awaited: polled, settled: false }
    this.assertions.add(assertion)
    // After `.resolves` it is the runner that awaits it, whether or not somebody awaits the runner.
    const ofRunner = (context.promise ?? '') !== ''
    if (this.options.last === true && !ofRunner) {
      // `await` takes a turn to call the `then` of a promise that is not of its own class.
      atEndOfTurn(() => {
        atEndOfTurn(() => {
          if (!assertion.awaited) throw notAwaited([assertion], 'was not awaited', 'this file')
        })
      })
    }
    return WatchedPromise.of(work, wraps, {
      settled: () => {
        assertion.settled = true
        assertion.awaited ||= ofRunner
        this.forget(assertion)
      },
      awaited: () => {
        assertion.awaited ||= !ofRunner
        this.forget(assertion)
      },
    })
  }

  report(context: MatcherContext, row: ReplayRow, policy?: ReportedPolicy): void {
    // One that the test did not wait for has its row already.
    if (this.ended) return
    if (context.poll !== true) this.keep(context, row, policy)
    else if (this.polled.get(context.assertion)?.context === context) {
      this.polled.get(context.assertion)?.rows.push([row, policy])
    } else this.polled.set(context.assertion, { context, rows: [[row, policy]] })
  }

  /**
   * Ends it: waits for what nobody awaited, so that it does not run into the next test, and leaves a row for what the
   * test did not wait for to the end, as when its time was over.
   *
   * @param where its assertions stand, if the runner does not put the failure down to a test.
   * @throws UsageError `NOT_AWAITED`; `SNAPSHOT_NOT_FOUND` or `NOT_COMPARED` where a test that is meant to fail compared
   * nothing.
   */
  async end(where = 'this test'): Promise<void> {
    const { report } = this.options
    const lost = [...this.assertions].filter(({ awaited }) => !awaited)
    await Promise.allSettled(lost.map(({ work }) => work))
    // Of a poll whose time is over vitest may leave the last try open; what was answered before counts.
    const answered = this.polled.size > 0
    const cut = [...this.assertions].filter(({ settled, polled }) => !settled && !(polled && answered))
    for (const { context, rows } of this.polled.values()) for (const row of rows) this.keep(context, ...row)
    this.ended = true
    this.assertions.clear()
    if (lost.length + cut.length === 0) {
      if (this.unsaid.length > 0 && !this.differs) throw nothingCompared(this.unsaid, where)
      return
    }
    const { cutRow, located } = await import('./assertions.js')
    for (const { name, stack, file } of cut) report({ ...cutRow(name), ...located(stack(), file) })
    if (lost.length > 0) throw notAwaited(lost, 'was not awaited', where)
    throw notAwaited(cut, 'was still open at the end', where)
  }

  private keep(context: MatcherContext, row: ReplayRow, policy: ReportedPolicy | undefined): void {
    if (inFailingTest(context)) {
      if (SAYS_NOTHING.includes(row.verdict)) this.unsaid.push(row)
      else this.differs ||= !row.ok
    }
    this.options.report(row, policy)
  }

  private forget(assertion: Assertion): void {
    if (assertion.awaited && assertion.settled) this.assertions.delete(assertion)
  }
}
