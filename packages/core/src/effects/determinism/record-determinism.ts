import { original } from '../../original.js'
import { redactJson } from '../../snapshot/redaction/redact-json.js'
import type { Redactor } from '../../snapshot/redaction/redactor.js'
import type { Determinism } from '../../snapshot/types.js'
import { now, wallClock } from '../../timers.js'
import { CallDeterminism } from './call-determinism.js'
import { RecordedClock, toMicroseconds } from './recorded-clock.js'
import { SeededChance } from './seeded-chance.js'
import { nodeCrypto } from '../../node-crypto.js'

/** Answers a call with what is real, and writes it down: readings of clocks, the seed of chance, the environment. */
export class RecordDeterminism extends CallDeterminism {
  private readonly variables: [name: string, value: string | undefined][]
  private readonly kept: Record<string, string | null>
  private facts: () => Determinism = () => ({})

  /**
   * Reads the environment. What it keeps of it is known as a secret, where it is one, to the redactor.
   *
   * @param names of the variables.
   * @throws ValueError `REDACTION_FAILED`
   */
  constructor(names: readonly string[], redactor: Redactor) {
    super()
    this.variables = [...new Set(names)].sort().map((name) => [name, process.env[name]])
    this.kept = Object.fromEntries(
      this.variables.map(([name, value]) => [
        name,
        redactJson(value ?? null, redactor, name) as string | null,
      ]),
    )
  }

  /** What a replay has to be told; undefined where the call read nothing. */
  determinism(): Determinism | undefined {
    const facts = this.facts()
    return Object.keys(facts).length === 0 ? undefined : facts
  }

  protected answer(contacts: () => number): void {
    const start = { date: wallClock(), performance: toMicroseconds(now()) }
    const date = (this.date = new RecordedClock(start.date, contacts))
    const performance = (this.performance = new RecordedClock(start.performance, contacts))
    // Not from the stand-in, which asks for this very seed.
    let seed: Buffer | undefined
    this.chance = new SeededChance(() => (seed ??= original(nodeCrypto.randomBytes)(32)))
    if (this.variables.length > 0) this.env = new Map(this.variables)

    this.facts = () => {
      const [clock, timer] = [date.readings(), performance.readings()]
      return {
        ...(seed && { seed: seed.toString('hex') }),
        ...(clock && { clock: { start: new Date(start.date).toISOString(), ...clock } }),
        ...(timer && { performance: { start: start.performance, ...timer } }),
        ...(this.variables.length > 0 && { env: this.kept }),
      }
    }
  }
}
