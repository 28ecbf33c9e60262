import { PolicyError } from '../../errors.js'
import { openText } from '../../snapshot/redaction/open-text.js'
import { isThenable } from '../../when-all.js'

/**
 * Runs code of the user's, and judges what it gives, at once or once it is there. What it throws is an error of the
 * check, never a finding about the decision.
 *
 * @param passesOn errors that say enough by themselves. Default: none.
 * @throws PolicyError `CHECK_FAILED`, also for what `judge` throws.
 */
export function settleCheck<T, R>(
  check: string,
  run: () => T | PromiseLike<T>,
  judge: (value: T) => R,
  passesOn: (error: unknown) => error is Error = (_error): _error is Error => false,
): R | Promise<R> {
  const failed = (cause: unknown): Error =>
    passesOn(cause)
      ? cause
      : new PolicyError('CHECK_FAILED', `${check}: the check itself failed: ${openText(describe(cause))}`, {
          cause,
        })
  try {
    const value = run()
    if (!isThenable(value)) return judge(value)
    return Promise.resolve(value)
      .then(judge)
      .catch((error: unknown) => {
        throw failed(error)
      })
  } catch (error) {
    throw failed(error)
  }
}

function describe(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
}
