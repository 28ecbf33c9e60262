import type { MatcherContext, MatcherResult, Matchers } from '@retrial/core/matchers'
import { currentTest } from './current-test.js'

type Matcher = (this: MatcherContext, ...args: never[]) => Promise<MatcherResult>

/**
 * Makes the matchers fail at the line of the test that called them, and fail the test when nobody awaits them.
 *
 * vitest builds its own error after the matcher has resolved, where the caller's line is already lost.
 */
export function atCallSite(matchers: Matchers): Record<keyof Matchers, Matcher> {
  return {
    toReplayMatching: wrapped(matchers, 'toReplayMatching'),
    toHaveNoDiffFrom: wrapped(matchers, 'toHaveNoDiffFrom'),
  }
}

function wrapped(matchers: Matchers, name: keyof Matchers): Matcher {
  const matcher: Matcher = matchers[name]
  return function called(this: MatcherContext, ...args): Promise<MatcherResult> {
    const site: { stack?: string } = {}
    Error.captureStackTrace(site, called)
    const work = settle(matcher.apply(this, args), this.isNot === true, site)
    if (this.poll !== true) watch(work, this)
    return work
  }
}

async function settle(
  result: Promise<MatcherResult>,
  isNot: boolean,
  site: { stack?: string },
): Promise<MatcherResult> {
  const { pass, message } = await result
  if (pass === isNot) throw failure(message(), site)
  return { pass, message }
}

/** An error with the frames of the assertion in the test. */
function failure(message: string, site: { stack?: string }): Error {
  const error = new Error(message)
  error.name = 'AssertionError'
  const frames = String(site.stack).split('\n').slice(1).join('\n')
  error.stack = `${error.name}: ${message}\n${frames}`
  return error
}

/** vitest waits for the promises of a test and fails it with them; an assertion without `await` is among them. */
function watch(work: Promise<unknown>, context: MatcherContext): void {
  const task = currentTest(context) as { promises?: Promise<unknown>[] } | undefined
  if (task === undefined) return
  const promises = (task.promises ??= [])
  const watched = work.finally(() => {
    // A settled one must not fail the next try of a retried test.
    const index = promises.indexOf(watched)
    if (index >= 0) void promises.splice(index, 1)
  })
  watched.catch(() => undefined)
  promises.push(watched)
}
