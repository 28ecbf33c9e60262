import type { ReplayPolicy } from '../policy/index.js'
import { now } from '../timers.js'
import type { Check, MatcherHost } from './check.js'
import type { MatcherContext, MatcherResult } from './context.js'
import { notMade } from './not-made.js'
import type { NoDiffOptions, ReplayMatchingOptions } from './options.js'

/** The matchers, as `expect.extend` takes them. */
export interface Matchers {
  readonly toReplayMatching: (
    this: MatcherContext,
    received: unknown,
    policy?: ReplayPolicy,
    options?: ReplayMatchingOptions,
  ) => Promise<MatcherResult>
  readonly toHaveNoDiffFrom: (
    this: MatcherContext,
    received: unknown,
    id: string,
    options?: NoDiffOptions,
  ) => Promise<MatcherResult>
}

/** The matchers, as tests call them. Both are asynchronous: `await` them. */
export interface ReplayMatchers {
  /**
   * Replays recorded decisions with the real code and judges them by a policy. Takes a decision (every baseline of
   * it), the id of a baseline, a snapshot, `decisions(query)`, or a list of these. Fails when there is none.
   *
   * Without a policy every change of the outcome fails.
   */
  toReplayMatching(policy?: ReplayPolicy, options?: ReplayMatchingOptions): Promise<void>
  /**
   * Compares with the baseline `id`. Takes a thunk that calls one decision (replayed; recorded when there is no such
   * baseline yet), a snapshot, the id of another baseline, or a plain value (compared with the recorded output).
   */
  toHaveNoDiffFrom(id: string, options?: NoDiffOptions): Promise<void>
}

/** The matchers for one runner. */
export function createMatchers(host: MatcherHost): Matchers {
  // Loads the timers now, before a test can put fake ones in their place.
  now()
  return {
    toReplayMatching(received, policy, options) {
      const check = begin(this, host, 'toReplayMatching')
      return import('./to-replay-matching.js')
        .then((matcher) => matcher.toReplayMatching(check, received, policy, options))
        .catch((error: unknown) => notMade(check, error))
    },
    toHaveNoDiffFrom(received, id, options) {
      const check = begin(this, host, 'toHaveNoDiffFrom')
      return import('./to-have-no-diff-from.js')
        .then((matcher) => matcher.toHaveNoDiffFrom(check, received, id, options))
        .catch((error: unknown) => notMade(check, error))
    },
  }
}

function begin(context: MatcherContext, host: MatcherHost, name: string): Check {
  if (!('promise' in context)) {
    throw new TypeError(
      `${name}() is asynchronous and cannot be used inside another matcher, as in toEqual(expect.${name}(…)). Write: await expect(…).${name}(…)`,
    )
  }
  return { context, host, name }
}
