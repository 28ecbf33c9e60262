import { cutRow } from '../reporting/cut-row.js'
import type { ReplayRow } from '../reporting/replay-row.js'
import { located } from './call-location.js'
import { atEndOfTurn } from './end-of-turn.js'
import { notAwaited, type LostAssertion } from './not-awaited.js'

/**
 * The row of an assertion that begins when its test file is over, as in a callback that nobody awaits. Made at once: what
 * is not loaded by then is not loaded any more.
 *
 * @param file path of the test file.
 */
export function lateRow({ name, stack }: LostAssertion, file: string | undefined): ReplayRow {
  const what = 'NOT_AWAITED: it began when its test file was over; await what calls it'
  return { ...cutRow(name, what), ...located(stack(), file) }
}

/** Ends the process by such an assertion, where nobody is left to report it. */
export function throwLate(assertion: LostAssertion): void {
  atEndOfTurn(() => {
    throw notAwaited([assertion], 'was begun when the file was over', 'a test file')
  })
}
