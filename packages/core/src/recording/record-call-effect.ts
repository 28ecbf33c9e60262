import { scopes } from '../decision/scope.js'
import { copyOf } from '../snapshot/copy.js'
import { recordedError } from '../snapshot/recorded-error.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import type { CallEffect } from '../snapshot/types.js'
import { elapsedSince, now } from '../timers.js'

/** A wrapped call that is being recorded. */
export interface CallRecording {
  /** What the caller gets: the answer or the error of the call itself. */
  readonly answer: Promise<unknown>
  readonly ended: Promise<void>
  /**
   * Its answer with its secrets still in it.
   *
   * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED` for an answer that cannot be kept; `REDACTION_FAILED`.
   */
  toEffect(): CallEffect
}

/** Runs a wrapped call for real. What happens inside it is not recorded: in a replay it does not happen. */
export function recordCallEffect(name: string, fn: () => unknown, redactor: Redactor): CallRecording {
  const startedAt = now()
  let outcome = (): Pick<CallEffect, 'value' | 'error'> => ({
    error: { name: 'Error', message: 'never settled' },
  })
  let durationMs: number | undefined
  const keep = (value: unknown): void => {
    durationMs = elapsedSince(startedAt)
    try {
      const copy = copyOf(value, `effect "${name}"`)
      outcome = () => ({ value: copy })
    } catch (refusal) {
      outcome = () => {
        throw refusal
      }
    }
  }
  const answer = scopes.exit(async () => {
    try {
      const value = await fn()
      keep(value)
      return value
    } catch (error) {
      durationMs = elapsedSince(startedAt)
      outcome = () => ({ error: recordedError(error, redactor) })
      throw error
    }
  })
  const ended = answer.then(
    () => undefined,
    () => undefined,
  )
  return {
    answer,
    ended,
    toEffect: () => ({ kind: 'call', name, ...outcome(), durationMs: durationMs ?? elapsedSince(startedAt) }),
  }
}
