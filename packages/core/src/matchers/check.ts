import type { MatcherContext } from './context.js'
import type { MatcherHost } from './create-matchers.js'

/** One assertion under way. */
export interface Check {
  readonly context: MatcherContext
  readonly host: MatcherHost
  /** Name of the matcher. */
  readonly name: string
}
