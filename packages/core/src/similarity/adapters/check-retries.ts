import { inspect } from 'node:util'
import { UsageError } from '../../errors.js'

/** @throws UsageError `INVALID_OPTION` unless `retries` and `retryDelayMs` are absent or whole numbers from 0. */
export function checkRetries(
  { retries, retryDelayMs }: { readonly retries?: unknown; readonly retryDelayMs?: unknown },
  made: string,
): void {
  for (const [name, value] of Object.entries({ retries, retryDelayMs })) {
    if (value === undefined || (Number.isInteger(value) && (value as number) >= 0)) continue
    throw new UsageError(
      'INVALID_OPTION',
      `${name} of ${made} must be a whole number from 0, it is ${inspect(value)}.`,
    )
  }
}
