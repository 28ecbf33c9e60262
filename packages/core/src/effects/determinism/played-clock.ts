import type { ClockReadings } from '../../snapshot/types.js'
import type { Clock } from './answers.js'
import { toMicroseconds } from './recorded-clock.js'

/** What each reading shows that was not recorded, beyond the one before it: milliseconds. */
const STEP = 1

/**
 * Shows the recorded readings in their order. Those that were made before another contact than now are passed over, and
 * one that was not recorded is a millisecond after the one before: changed code that looks once more, or once less,
 * sees the same as before from the next contact on.
 */
export class PlayedClock implements Clock {
  private next = 0
  private timesShown = 0
  private last: number

  constructor(
    private readonly start: number,
    private readonly readings: ClockReadings['readings'],
    private readonly contacts: () => number,
  ) {
    this.last = start
  }

  read(): number {
    const reading = this.take()
    this.last = reading ?? toMicroseconds(this.last + STEP)
    return this.last
  }

  private take(): number | undefined {
    const contacts = this.contacts()
    while (this.next < this.readings.length && (this.readings[this.next]?.[0] ?? 0) < contacts) this.advance()
    const reading = this.readings[this.next]
    if (reading === undefined || reading[0] > contacts) return undefined
    const [, since, times] = reading
    const wasSetBack = since < (this.readings[this.next - 1]?.[1] ?? since)
    const shown = toMicroseconds(this.start + since)
    if (++this.timesShown >= times) this.advance()
    // It went backwards only where it did when it was recorded.
    return wasSetBack ? shown : Math.max(shown, this.last)
  }

  private advance(): void {
    this.next++
    this.timesShown = 0
  }
}
