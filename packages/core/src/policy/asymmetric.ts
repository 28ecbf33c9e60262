/** A matcher of a runner, such as `expect.any(String)` or `expect.stringMatching(/^req_/)`. */
export interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean
}

/** By its method: each runner, and each copy of one, has classes of its own. */
export function isMatcher(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<AsymmetricMatcher>).asymmetricMatch === 'function'
  )
}

/** As the runners print it, e.g. `Any<String>`. */
export function showMatcher(matcher: AsymmetricMatcher): string {
  const { toAsymmetricMatcher } = matcher as { toAsymmetricMatcher?: () => string }
  return typeof toAsymmetricMatcher === 'function'
    ? toAsymmetricMatcher.call(matcher)
    : 'what its matcher accepts'
}
