import type { ReplayPolicy } from '../policy/index.js'
import { keepTimers } from '../kept-timers.js'
import type { Check, MatcherHost } from './check.js'
import type * as Assertions from './assertions.js'
import type { MatcherContext, MatcherResult } from './context.js'
import { hint } from './hint.js'
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

/** The matchers for one runner. What only an assertion needs is loaded with the first of them: most test files have none. */
export function createMatchers(host: MatcherHost): Matchers {
  // Kept, as asking for a module again takes longer than much of an assertion.
  let assertions: typeof Assertions | undefined
  // Now, before a test can put fake ones in their place.
  keepTimers()
  return {
    toReplayMatching: function toReplayMatching(received, policy, options) {
      return assertion(this, host, toReplayMatching, (check) => {
        if (assertions !== undefined) return assertions.toReplayMatching(check, received, policy, options)
        return import('./assertions.js').then((loaded) => {
          assertions = loaded
          return loaded.toReplayMatching(check, received, policy, options)
        })
      })
    },
    toHaveNoDiffFrom: function toHaveNoDiffFrom(received, id, options) {
      return assertion(this, host, toHaveNoDiffFrom, (check) => {
        if (assertions !== undefined) return assertions.toHaveNoDiffFrom(check, received, id, options)
        return import('./assertions.js').then((loaded) => {
          assertions = loaded
          return loaded.toHaveNoDiffFrom(check, received, id, options)
        })
      })
    },
  }
}

function assertion(
  given: MatcherContext,
  host: MatcherHost,
  matcher: Matchers[keyof Matchers],
  make: (check: Check) => Promise<MatcherResult>,
): Promise<MatcherResult> {
  const { name } = matcher
  if (!('promise' in given)) throw asymmetric(name)
  const site: { stack?: string } = {}
  Error.captureStackTrace(site, matcher)
  const stack = (): string => String(site.stack).split('\n').slice(1).join('\n')
  // What it failed with would be put down to the test file that runs by now.
  if (host.tellLate?.({ name, hint: () => '', stack }) === true) return new Promise(() => undefined)
  const context = host.complete?.(given) ?? given
  const attempt = host.attempt(context)
  const check = { context, host, name, attempt, stack }
  // vitest makes one promise more of a soft assertion.
  const wraps = host.wraps + (context.soft === true ? 1 : 0)
  return attempt.watch(settled(check, make), context, { name, hint: () => hint(check), stack }, wraps)
}

async function settled(check: Check, make: (check: Check) => Promise<MatcherResult>): Promise<MatcherResult> {
  let result: MatcherResult
  try {
    result = await make(check)
  } catch (error) {
    const { notMade } = await import('./assertions.js')
    result = notMade(check, error)
  }
  const { host, context, stack, attempt } = check
  // Its test has failed by it: what it failed with would end the process, or be put down to another test. What waits for it
  // goes on, as there may be something to clean up.
  if (attempt.over) return { pass: context.isNot !== true, message: () => '' }
  return host.settle === undefined ? result : host.settle(result, context, stack)
}

function asymmetric(name: string): TypeError {
  return new TypeError(
    `${name}() is asynchronous and cannot be used inside another matcher, as in toEqual(expect.${name}(…)). Write: await expect(…).${name}(…)`,
  )
}
