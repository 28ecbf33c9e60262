import type { JsonValue } from '../../snapshot/types.js'

/** One field of both sides, encoded. A side that lacks the field is undefined; never both. */
export interface Comparison {
  readonly recorded: JsonValue | undefined
  readonly replayed: JsonValue | undefined
}

/** Why a comparator is not content. */
export interface Finding {
  readonly expected: string
  readonly actual: string
  readonly message: string
  readonly score?: number
  readonly threshold?: number
}

/** Judges one field. Undefined means it passes. */
export type Compare = (comparison: Comparison) => Finding | undefined
