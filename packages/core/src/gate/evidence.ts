import type { ReportedBaseline } from '../reporting/replay-row.js'
import type { RunReport } from '../reporting/report/run-report.js'
import type { DecisionSnapshot } from '../snapshot/types.js'

/** What is known of one side of a pull request. The gate judges by nothing else. */
export interface Evidence {
  /** What messages call it, safe to print: `.retrial/report.json`, `main (1a2b3c4)`. */
  readonly name: string
  /** What its decisions came to. Absent where only recordings are at hand. */
  readonly report?: RunReport
  /** Every recording of its stores. Absent where no store is at hand. */
  readonly baselines?: readonly KnownBaseline[]
  /** The recording itself, for diffs. */
  readonly snapshot?: (store: string, id: string) => DecisionSnapshot | undefined
  /** Why it is not all that it should be, safe to print, a line each: no verdict is reached where there is any. */
  readonly problems?: readonly string[]
  /** What there is to say beside, safe to print. */
  readonly notes?: readonly string[]
}

/** A recording of a store. */
export interface KnownBaseline extends ReportedBaseline {
  /** As reports name it. */
  readonly store: string
  readonly id: string
  readonly functionName: string
  /** The hash of what it holds, where that is not `hash`, which it names: someone has edited it. */
  readonly editedHash?: string
}
