import { now } from '../timers.js'

/** Adds up the time in which at least one effect was under way; overlapping effects count once. */
export class Waiting {
  private open = 0
  private since = 0
  private sum = 0

  begin(): void {
    if (this.open++ === 0) this.since = now()
  }

  end(): void {
    if (--this.open === 0) this.sum += now() - this.since
  }

  /** What is left of `elapsedMs` when the waiting so far is taken off. Milliseconds, to the microsecond. */
  ownTimeMs(elapsedMs: number): number {
    const waited = this.open > 0 ? this.sum + now() - this.since : this.sum
    return Math.round(Math.max(0, elapsedMs - waited) * 1000) / 1000
  }
}
