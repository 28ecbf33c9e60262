import { hasMarker } from '../../snapshot/redaction/marker.js'
import { redactJson } from '../../snapshot/redaction/redact-json.js'
import type { Redactor } from '../../snapshot/redaction/redactor.js'
import type { ClockReadings, Determinism } from '../../snapshot/types.js'
import { CallDeterminism } from './call-determinism.js'
import { PlayedClock } from './played-clock.js'
import { SeededChance } from './seeded-chance.js'

/** Answers a call with what was recorded. What was not read then is not touched: the machine answers. */
export class PlayDeterminism extends CallDeterminism {
  private readonly variables: [name: string, value: string | undefined][]

  /**
   * @param redactor comes to know the secrets among the listed environment variables of this machine.
   * @throws ValueError `REDACTION_FAILED`
   */
  constructor(
    private readonly recorded: Determinism,
    redactor: Redactor,
  ) {
    super()
    this.variables = Object.entries(recorded.env ?? {}).map(([name, value]) => {
      if (value === null || !hasMarker(value)) return [name, value ?? undefined]
      const own = process.env[name]
      redactJson(own ?? null, redactor, name)
      return [name, own]
    })
  }

  protected answer(contacts: () => number): void {
    const { seed, clock, performance } = this.recorded
    if (clock) this.date = played(Date.parse(clock.start), clock, contacts)
    if (performance) this.performance = played(performance.start, performance, contacts)
    if (seed !== undefined) this.chance = new SeededChance(() => Buffer.from(seed, 'hex'))
    if (this.variables.length > 0) this.env = new Map(this.variables)
  }
}

function played(start: number, { readings }: ClockReadings, contacts: () => number): PlayedClock {
  return new PlayedClock(start, readings, contacts)
}
