/**
 * `@retrial/core/decision`: the part of Retrial that production code imports. It loads no store, no engine and
 * no dependency.
 *
 * @module
 */
import { recordIfAsked } from './record-if-asked.js'

export { bind } from './bind.js'
export { decision } from './decision.js'
export { effect } from './effect.js'

export type { DecisionOptions } from './definition.js'

recordIfAsked()
