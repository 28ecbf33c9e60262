import { revivedError } from '../snapshot/recorded-error.js'
import type { CallEffect } from '../snapshot/types.js'

/** What the caller of a wrapped call gets: as it was recorded, at once or as a promise. */
export function playCall({ sync, error }: CallEffect, value: unknown): unknown {
  if (error === undefined) return sync === true ? value : Promise.resolve(value)
  const thrown = revivedError(error)
  if (sync === true) throw thrown
  return Promise.reject(thrown)
}

/**
 * What it gets where the tape has no answer. The verdict is told out of band, so a rejection that nobody waits for must
 * not end the process.
 *
 * @param sync whether the code expects an answer at once.
 */
export function refuseCall(error: Error, sync: boolean): Promise<never> {
  if (sync) throw error
  const rejected = Promise.reject(error)
  rejected.catch(() => undefined)
  return rejected
}
