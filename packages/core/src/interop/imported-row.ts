import type { DecisionSnapshot } from '../snapshot/types.js'

/** What keeps one row of a source from being carried over; the others go on. */
export interface TransferProblem {
  /** What the source calls the row: an id, else `line 7` or `span 3`. */
  readonly id: string
  readonly code: string
  readonly message: string
}

/** One row read from a foreign source: the snapshot it makes, or why it makes none. */
export type ImportedRow =
  | { readonly snapshot: DecisionSnapshot; readonly warnings?: readonly string[] }
  | { readonly problem: TransferProblem }
