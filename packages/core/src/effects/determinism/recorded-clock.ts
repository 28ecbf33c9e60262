import { LIMITS } from '../../limits.js'
import type { ClockReadings } from '../../snapshot/types.js'
import type { Clock } from './answers.js'

/** To the microsecond, so that a sum of two is again the number it was taken from. */
export const toMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000

/** Shows the real time and writes it down. */
export class RecordedClock implements Clock {
  private readonly kept: ClockReadings['readings'] = []
  private omitted = 0

  /**
   * @param start milliseconds at the start of the call.
   * @param contacts how many contacts with the world have begun.
   */
  constructor(
    private readonly start: number,
    private readonly contacts: () => number,
  ) {}

  read(real: number): number {
    const shown = toMicroseconds(real)
    const since = toMicroseconds(shown - this.start)
    const contacts = this.contacts()
    const last = this.kept.at(-1)
    if (last !== undefined && this.omitted === 0 && last[0] === contacts && last[1] === since) last[2]++
    else if (this.kept.length < LIMITS.clockReadings) this.kept.push([contacts, since, 1])
    else this.omitted++
    return shown
  }

  /** Undefined where nobody looked. */
  readings(): Pick<ClockReadings, 'readings' | 'omitted'> | undefined {
    if (this.kept.length === 0) return undefined
    return { readings: this.kept, ...(this.omitted === 0 ? {} : { omitted: this.omitted }) }
  }
}
