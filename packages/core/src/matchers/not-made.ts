import { isReplayError } from '../errors.js'
import { printable } from '../reporting/printable.js'
import { notMadeRow } from '../reporting/not-made-row.js'
import type { Check } from './check.js'
import { located } from './call-location.js'
import type { MatcherResult } from './context.js'
import { hint } from './hint.js'

/**
 * What an assertion comes to that could not be made: it fails, also with `.not`, and the runner points at its line.
 * The error itself goes no further, as texts of the store or of a service may be in it.
 *
 * @throws every other error as it is: one of the test's own code, which has the frames to find it by.
 */
export function notMade(check: Check, error: unknown): MatcherResult {
  const { context, attempt, name, stack } = check
  attempt.report(context, { ...notMadeRow(name, error), ...located(stack(), context.testPath) })
  if (!isReplayError(error)) throw error
  const message = `${hint(check)}${error.code}: ${printable(error.message)}`
  return { pass: context.isNot === true, message: () => message }
}
