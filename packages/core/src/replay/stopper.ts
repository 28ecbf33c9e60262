import { LIMITS } from '../limits.js'
import { after, elapsedSince, now, sharedMacrotask } from '../timers.js'

/** Why a run is not waited for any longer: its deadline, or a miss some time ago. */
export type StopReason = 'timeout' | 'missed'

export interface StopOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** How long work goes on after its first miss. Default: the limit of this name. */
  readonly missGraceMs?: number
}

/**
 * Waits for `work`, or for a reason to stop waiting. What goes on in the background then is nobody's concern.
 *
 * @param onFirstMiss calls what it is given when the tape lacks an answer; a while later the run is stopped.
 * @throws the reason of `signal` when it aborts; whatever `work` rejects with.
 */
export function orStopped<T extends object>(
  work: Promise<T>,
  { timeoutMs, signal, missGraceMs = LIMITS.missGraceMs }: StopOptions,
  onFirstMiss?: (hear: () => void) => void,
): Promise<T | StopReason> {
  return new Promise((resolve, reject) => {
    const cancels: (() => void)[] = []
    const begun = now()
    let settled = false
    const settle = (): void => {
      settled = true
      for (const cancel of cancels) cancel()
    }
    const stop = (why: StopReason): void => {
      settle()
      resolve(why)
    }
    const stopAfter = (ms: number, why: StopReason): void => {
      if (settled) return
      const cancel = after(ms, () => {
        stop(why)
      })
      cancels.push(cancel)
    }
    const fail = (error: Error): void => {
      settle()
      reject(error)
    }
    const onAbort = (): void => {
      fail(signal?.reason as Error)
    }
    // Most work is over within its turn, and a timer takes longer than much of it.
    void sharedMacrotask().then(() => {
      stopAfter(Math.max(0, timeoutMs - elapsedSince(begun)), 'timeout')
    })
    onFirstMiss?.(() => {
      stopAfter(missGraceMs, 'missed')
    })
    if (signal !== undefined) {
      if (signal.aborted) {
        onAbort()
        return
      }
      signal.addEventListener('abort', onAbort, { once: true })
      cancels.push(() => {
        signal.removeEventListener('abort', onAbort)
      })
    }
    work.then((value) => {
      settle()
      resolve(value)
    }, fail)
  })
}
