/**
 * `@retrial/core/reporting`: what the adapters' reporters print with. Pure functions from rows to text.
 *
 * @module
 */
export { painterFor } from './paint.js'
export { printable } from './printable.js'
export { runSummary } from './run-summary.js'

export type { Paint, Style } from './paint.js'
export type { ReplayRow, RowKind } from './replay-row.js'
export type { TestedRow } from './run-summary.js'
