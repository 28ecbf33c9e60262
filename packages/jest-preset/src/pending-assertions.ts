import { setImmediate } from 'node:timers'
import { expect } from '@jest/globals'
import type { MatcherContext, MatcherResult, Matchers } from '@retrial/core/matchers'
import { testName } from './test-name.js'

type Matcher = (this: MatcherContext, ...args: never[]) => Promise<MatcherResult>

/** Not the global one, which a test may replace by a fake and jsdom does not have. */
const macrotask = setImmediate

/** Assertions under way, by test. */
const pending = new Map<string | undefined, Set<Promise<unknown>>>()

/** Keeps track of every assertion until it has settled. */
export function watched(matchers: Matchers): Record<keyof Matchers, Matcher> {
  return {
    toReplayMatching: watch(matchers, 'toReplayMatching'),
    toHaveNoDiffFrom: watch(matchers, 'toHaveNoDiffFrom'),
  }
}

/** Fails a test that ended before its assertions did: without `await` they would count for nothing. */
export function failUnawaited(): Promise<void> {
  return failOpen([...(pending.get(expect.getState().currentTestName) ?? [])])
}

/** The same for a whole file: concurrent tests have no `afterEach` of their own. */
export function failUnawaitedOfFile(): Promise<void> {
  return failOpen([...pending.values()].flatMap((open) => [...open]))
}

async function failOpen(open: readonly Promise<unknown>[]): Promise<void> {
  if (open.length === 0) return
  await Promise.allSettled(open)
  // A failed one is an unhandled rejection as well. It has to come while jest still takes it for one of this test:
  // later it would end the process, and with it every result.
  await new Promise((resolve) => macrotask(resolve))
  const subject = open.length === 1 ? 'assertion was' : 'assertions were'
  throw new Error(`${open.length} replay ${subject} not awaited. Write: await expect(…).toReplayMatching(…)`)
}

function watch(matchers: Matchers, name: keyof Matchers): Matcher {
  const matcher: Matcher = matchers[name]
  return function called(this: MatcherContext, ...args): Promise<MatcherResult> {
    const work = matcher.apply(this, args)
    track(testName(this), work)
    return work
  }
}

function track(test: string | undefined, work: Promise<unknown>): void {
  const open = pending.get(test) ?? new Set()
  pending.set(test, open.add(work))
  work.catch(() => undefined).finally(() => open.delete(work))
}
