import { after } from '../timers.js'

/** Counts what has begun and not ended, and says when all of it has. */
export class UnderWay {
  private open = 0
  private wake: () => void = () => undefined

  begin(): void {
    this.open++
  }

  end(): void {
    if (--this.open === 0) this.wake()
  }

  /** Whether anything is under way. */
  get any(): boolean {
    return this.open > 0
  }

  /** Resolves once nothing is under way, or after `graceMs`. */
  async over(graceMs: number): Promise<void> {
    if (this.open === 0) return
    await new Promise<void>((resolve) => {
      const cancel = after(graceMs, resolve)
      this.wake = () => {
        cancel()
        resolve()
      }
    })
  }
}
