import { after, now } from '../../../timers.js'

/** Resolves after `ms`, or at once when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = (): void => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = after(ms, end)
    signal.addEventListener('abort', end)
  })
}

/** Keeps a run below so many calls a minute: after a trial of several calls the next one waits as long as they are worth. */
export class Pace {
  private next = 0

  constructor(private readonly callsPerMinute: number | undefined) {}

  async turn(signal: AbortSignal): Promise<void> {
    await pause(this.next - now(), signal)
  }

  made(calls: number): void {
    if (this.callsPerMinute === undefined) return
    this.next = Math.max(this.next, now()) + (calls * 60_000) / this.callsPerMinute
  }
}
