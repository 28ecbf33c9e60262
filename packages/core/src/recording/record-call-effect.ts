import { argumentsPath, callPath } from '../effects/called.js'
import { insideEffect } from '../effects/inside-effect.js'
import { copyOf } from '../snapshot/copy.js'
import { recordedError } from '../snapshot/recorded-error.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import type { CallEffect } from '../snapshot/types.js'
import { elapsedSince, now } from '../timers.js'

/** A wrapped call that is being recorded. */
export interface CallRecording {
  /**
   * Runs the call for real, and gives back what the caller gets: its value, or the promise of it. What happens inside is
   * not recorded: in a replay it does not happen.
   *
   * @param ended called once it has answered or failed.
   */
  run(fn: (...args: unknown[]) => unknown, ended: () => void): unknown
  /**
   * The call with its secrets still in it.
   *
   * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED` for an argument or an answer that cannot be kept;
   * `REDACTION_FAILED`.
   */
  toEffect(): CallEffect
}

type Came = Pick<CallEffect, 'value' | 'error' | 'sync'>

/** Takes down a call from now on. Arguments are kept as they are before it, since it may change them. */
export function recordCallEffect(name: string, args: readonly unknown[], redactor: Redactor): CallRecording {
  const startedAt = now()
  let durationMs: number | undefined
  // Neither a value nor an error: it never settled.
  let outcome = (): Came => ({})
  const given = attempt(() =>
    args.length === 0 ? {} : { args: copyOf([...args], argumentsPath(name, redactor)) },
  )
  const answered = (value: unknown, sync: Pick<Came, 'sync'> = {}): void => {
    durationMs = elapsedSince(startedAt)
    const copy = attempt(() => copyOf(value, callPath(name, redactor)))
    outcome = () => ({ ...sync, value: copy() })
  }
  const failed = (error: unknown, sync: Pick<Came, 'sync'> = {}): void => {
    durationMs = elapsedSince(startedAt)
    outcome = () => ({ ...sync, error: recordedError(error, redactor) })
  }
  return {
    run(fn, ended) {
      let answer: unknown
      try {
        answer = insideEffect(() => fn(...args))
      } catch (error) {
        failed(error, SYNC)
        ended()
        throw error
      }
      if (isPromiseLike(answer)) return settling(answer, answered, failed, ended)
      answered(answer, SYNC)
      ended()
      return answer
    },
    toEffect: () => ({
      kind: 'call',
      name,
      ...given(),
      ...outcome(),
      durationMs: durationMs ?? elapsedSince(startedAt),
    }),
  }
}

const SYNC = { sync: true } as const

/** A plain promise, as a replay gives it. A lazy one, such as a query, begins when it is asked: it is asked once. */
async function settling(
  answer: PromiseLike<unknown>,
  answered: (value: unknown) => void,
  failed: (error: unknown) => void,
  ended: () => void,
): Promise<unknown> {
  try {
    const value = await insideEffect(() => Promise.resolve(answer))
    answered(value)
    return value
  } catch (error) {
    failed(error)
    throw error
  } finally {
    ended()
  }
}

/** Does the work now and tells of it later: a refusal is no business of the code under recording. */
function attempt<T>(work: () => T): () => T {
  try {
    const done = work()
    return () => done
  } catch (refusal) {
    return () => {
      throw refusal
    }
  }
}

/** Promises of other realms, and whatever else can be awaited. */
function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    typeof (value as { then?: unknown }).then === 'function'
  )
}
