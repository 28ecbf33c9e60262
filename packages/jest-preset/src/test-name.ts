import type { MatcherContext } from '@retrial/core/matchers'

/** The test in which an assertion stands; under `test.concurrent` only jest's async context knows it. */
export function testName(context: MatcherContext): string | undefined {
  return context.currentConcurrentTestName?.() ?? context.currentTestName
}
