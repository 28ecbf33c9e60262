import type { ReplayRow } from '../reporting/replay-row.js'
import type { UsedBaselines } from '../reporting/report/run-report.js'
import type { MatcherContext } from './context.js'

/** What differs between the runners. */
export interface MatcherHost {
  /** The command that accepts changes, e.g. `vitest -u`. */
  readonly acceptCommand: string
  /** Takes a checked decision to this runner's reporter. */
  report(context: MatcherContext, row: ReplayRow): void
  /** Takes to it that baselines were used which no row names. */
  use(context: MatcherContext, used: UsedBaselines): void
}

/** One assertion under way. */
export interface Check {
  readonly context: MatcherContext
  readonly host: MatcherHost
  /** Name of the matcher. */
  readonly name: string
}
