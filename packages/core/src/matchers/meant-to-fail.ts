import type { MatcherContext } from './context.js'

/**
 * Whether an assertion is there to find something else than the baseline: with `.not`, or in a test that is meant to fail.
 * What it comes to is never a baseline. jest before 30 does not say that a test is meant to fail.
 */
export function meantToFail(context: Pick<MatcherContext, 'isNot' | 'task' | 'testFailing'>): boolean {
  return context.isNot === true || inFailingTest(context)
}

/** In vitest's `test.fails`, or jest's `test.failing`. */
export function inFailingTest({ task, testFailing }: Pick<MatcherContext, 'task' | 'testFailing'>): boolean {
  return testFailing === true || (task as { fails?: unknown } | undefined)?.fails === true
}
