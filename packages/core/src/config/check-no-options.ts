import { UsageError } from '../errors.js'

/**
 * Refuses options where a runner hands over some that would have no effect.
 *
 * @throws UsageError `INVALID_OPTION` naming them.
 */
export function checkNoOptions(options: unknown, of: string): void {
  const names = Object.keys(options ?? {})
  if (names.length === 0) return
  throw new UsageError(
    'INVALID_OPTION',
    `${of} takes no options, and was given ${names.map((name) => JSON.stringify(name)).join(', ')}: the tests would not see them. Write them into retrial.config.ts.`,
  )
}
