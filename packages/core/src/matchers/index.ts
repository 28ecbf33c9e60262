/**
 * `@retrial/core/matchers`: the matchers as the runners' adapters register them. Loads fast: the engine and the
 * stores come with the first assertion.
 *
 * @module
 */
export { Attempt } from './attempt.js'
export { beginRun } from './begin-run.js'
export { createMatchers } from './create-matchers.js'
export { failLate, lateRow } from './late-assertion.js'
export { closeBaselines } from './opened-stores.js'
export { holdNamedImports } from '../recording/hold-named-imports.js'
export { RowBatch } from './row-batch.js'
export { RowFile } from './row-file.js'
export { wrapsOfProcess } from './wraps-of-process.js'

export type { MatcherContext, MatcherResult } from './context.js'
export type { MatcherHost } from './check.js'
export type { LostAssertion } from './not-awaited.js'
export type { Matchers, ReplayMatchers } from './create-matchers.js'
export type { NoDiffOptions, ReplayMatchingOptions } from './options.js'
export type { HandedRun } from './begin-run.js'
export type { RowLine } from './row-batch.js'
