import { cutRow } from '../reporting/cut-row.js'
import type { ReplayRow } from '../reporting/replay-row.js'
import { located } from './call-location.js'
import { failProcess } from './fail-process.js'
import type { LostAssertion } from './not-awaited.js'

const WHAT = 'NOT_AWAITED: it began when its test file was over; await what calls it'

/**
 * The row of an assertion that begins when its test file is over, as in a callback that nobody awaits. Made at once: what
 * is not loaded by then is not loaded any more.
 *
 * @param file path of the test file.
 */
export function lateRow({ name, stack }: LostAssertion, file: string | undefined): ReplayRow {
  return { ...cutRow(name, WHAT), ...located(stack(), file) }
}

/** Tells of such an assertion where there is nobody to report it. */
export function failLate({ name, stack }: LostAssertion): void {
  failProcess(`${name}()  ${WHAT}\n${stack()}`)
}
