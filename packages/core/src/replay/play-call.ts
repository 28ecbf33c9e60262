import { revivedError } from '../snapshot/recorded-error.js'
import type { CallEffect } from '../snapshot/types.js'

/**
 * What the caller of a wrapped call gets: as it was recorded, at once or as a promise, which never settles where the
 * recorded one did not.
 *
 * @param value the recorded one, as a copy of the caller's own.
 */
export function playCall(recorded: CallEffect, value: unknown): unknown {
  const { sync, error } = recorded
  if (error !== undefined) return refuseCall(revivedError(error), sync === true)
  if (sync === true) return value
  return 'value' in recorded ? Promise.resolve(value) : new Promise(() => undefined)
}

/**
 * What it gets for an error, or where the tape has no answer. A rejection that nobody waits for must not end the process:
 * it comes at once here, before code that does something else first is there to catch it.
 *
 * @param sync whether the code expects an answer at once.
 */
export function refuseCall(error: Error, sync: boolean): Promise<never> {
  if (sync) throw error
  const rejected = Promise.reject(error)
  rejected.catch(() => undefined)
  return rejected
}
