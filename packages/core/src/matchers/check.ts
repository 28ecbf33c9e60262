import type { Attempt } from './attempt.js'
import type { MatcherContext, MatcherResult } from './context.js'
import type { LostAssertion } from './not-awaited.js'

/** What differs between the runners. */
export interface MatcherHost {
  /** The command that accepts changes, e.g. `vitest -u`. */
  readonly acceptCommand: string
  /** How many promises the runner makes of the one that a matcher returns; see `runnerWraps`. */
  readonly wraps: number
  /**
   * Tells of an assertion that begins when its test file is over, and nothing of it can fail any more. Default: there is
   * none.
   *
   * @returns whether it was one.
   */
  tellLate?(assertion: LostAssertion): boolean
  /** Adds to a matcher's `this` what the runner does not say in it. Default: nothing. */
  complete?(context: MatcherContext): MatcherContext
  /** The try of a test in which an assertion stands. */
  attempt(context: MatcherContext): Attempt
  /**
   * Settles an assertion in the way of a runner that does not show where it was called.
   *
   * @param stack the frames of the call, first one first.
   * @throws what the assertion fails with.
   */
  settle?(result: MatcherResult, context: MatcherContext, stack: () => string): MatcherResult
}

/** One assertion under way. */
export interface Check {
  readonly context: MatcherContext
  readonly host: MatcherHost
  /** Name of the matcher. */
  readonly name: string
  readonly attempt: Attempt
  /** The frames of its call, first one first. */
  readonly stack: () => string
}
