import type { MatcherContext, MatcherResult } from '@retrial/core/matchers'

/**
 * Makes an assertion fail at the line of the test that called it.
 *
 * vitest builds its own error after the matcher has resolved, where the caller's line is already lost.
 */
export function failAtCallSite(
  result: MatcherResult,
  { isNot = false, assertion }: MatcherContext,
  stack: () => string,
): MatcherResult {
  const { pass, message } = result
  if (pass !== isNot) return result
  const error = new Error(ownMessage(assertion) + message())
  error.name = 'AssertionError'
  error.stack = `${error.name}: ${error.message}\n${stack()}`
  throw error
}

/** What the test itself says, as in `expect(value, 'what it is about')`. */
function ownMessage(assertion: unknown): string {
  const { message } = (assertion as { __flags?: { message?: unknown } } | undefined)?.__flags ?? {}
  return typeof message === 'string' ? `${message}: ` : ''
}
