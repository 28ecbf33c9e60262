import type { MatcherContext } from './context.js'

type TestContext = Pick<MatcherContext, 'task' | 'testFailing' | 'currentTestIdentity'>

/**
 * Whether an assertion is there to find something else than the baseline: with `.not`, or in a test that is meant to fail.
 * What it comes to is never a baseline.
 */
export function meantToFail(context: TestContext & Pick<MatcherContext, 'isNot'>): boolean {
  return context.isNot === true || inFailingTest(context)
}

/** In vitest's `test.fails`, or jest's `test.failing`. */
export function inFailingTest({ task, testFailing, currentTestIdentity }: TestContext): boolean {
  // Beside concurrent tests jest's own word is of whichever test began last.
  const { failing = testFailing } = (currentTestIdentity?.() ?? {}) as { failing?: unknown }
  return failing === true || (task as { fails?: unknown } | undefined)?.fails === true
}
