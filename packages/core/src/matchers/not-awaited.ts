import { UsageError } from '../errors.js'
import { printable } from '../reporting/printable.js'

/** An assertion that nobody awaited. */
export interface LostAssertion {
  /** Name of the matcher. */
  readonly name: string
  /** The first line of its message. */
  readonly hint: () => string
  /** The frames of its call, first one first. */
  readonly stack: () => string
}

/**
 * What fails a test whose assertions were not awaited, at the line of the first of them.
 *
 * @param what became of each.
 * @param where they stand, e.g. `this test`.
 */
export function notAwaited(
  lost: readonly LostAssertion[],
  what: 'was not awaited' | 'was still open at the end',
  where: string,
): UsageError {
  const [first] = lost
  const name = first?.name ?? 'toReplayMatching'
  const text =
    lost.length === 1
      ? `an assertion of ${printable(where)} ${what}`
      : `${lost.length} assertions of ${printable(where)} ${what.replace('was', 'were')}; the first is this`
  const error = new UsageError(
    'NOT_AWAITED',
    `${first?.hint() ?? ''}NOT_AWAITED: ${text}. Write: await expect(…).${name}(…)`,
  )
  error.stack = `${error.name}: ${error.message}\n${first?.stack() ?? ''}`
  return error
}
