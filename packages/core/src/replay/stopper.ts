import { LIMITS } from '../limits.js'
import { after } from '../timers.js'

/** Why a run is not waited for any longer: its deadline, or a miss some time ago. */
export type StopReason = 'timeout' | 'missed'

export interface StopOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Waits for `work`, or for a reason to stop waiting. What goes on in the background then is nobody's concern.
 *
 * @param firstMiss resolves when the tape lacked an answer; a while later the run is stopped.
 * @throws the reason of `signal` when it aborts; whatever `work` rejects with.
 */
export async function orStopped<T extends object>(
  work: Promise<T>,
  options: StopOptions,
  firstMiss?: Promise<void>,
): Promise<T | StopReason> {
  const stop = stopper(options, firstMiss)
  return Promise.race([work, stop.reason]).finally(stop.cancel)
}

function stopper(
  { timeoutMs, signal }: StopOptions,
  firstMiss: Promise<void> | undefined,
): { reason: Promise<StopReason>; cancel: () => void } {
  const cancels: (() => void)[] = []
  let cancelled = false
  const reason = new Promise<StopReason>((resolve, reject) => {
    const resolveAfter = (ms: number, why: StopReason): void => {
      cancels.push(
        after(ms, () => {
          resolve(why)
        }),
      )
    }
    resolveAfter(timeoutMs, 'timeout')
    void firstMiss?.then(() => {
      if (!cancelled) resolveAfter(LIMITS.missGraceMs, 'missed')
    })
    const onAbort = (): void => {
      reject(signal?.reason as Error)
    }
    if (signal?.aborted === true) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    cancels.push(() => signal?.removeEventListener('abort', onAbort))
  })
  return {
    reason,
    cancel: () => {
      cancelled = true
      for (const cancel of cancels) cancel()
    },
  }
}
