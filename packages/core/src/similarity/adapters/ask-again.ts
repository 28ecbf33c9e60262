import { after } from '../../timers.js'

export interface AskAgainOptions {
  /** Tries after the first. */
  readonly retries: number
  /** Milliseconds before the second try; each further wait is twice as long. */
  readonly delayMs: number
  /** Milliseconds to wait at least after this failure; undefined where another try would fail as well. */
  readonly waitAfter: (error: unknown) => number | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks until there is an answer.
 *
 * @throws what the last try threw; the reason of `signal` when it aborts, also while waiting.
 */
export async function askAgain<T>(ask: () => PromiseLike<T>, options: AskAgainOptions): Promise<T> {
  const { retries, delayMs, waitAfter, signal } = options
  for (let tries = 0; ; tries++) {
    signal?.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      signal?.throwIfAborted()
      const wait = tries < retries ? waitAfter(error) : undefined
      if (wait === undefined) throw error
      await pause(Math.max(wait, delayMs * 2 ** tries), signal)
    }
  }
}

/** Ends at once when `signal` aborts. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel()
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const cancel = after(ms, end)
    signal?.addEventListener('abort', end)
  })
}
