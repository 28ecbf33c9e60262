import { original } from '../../original.js'
import { redactJson } from '../../snapshot/redaction/redact-json.js'
import type { Redactor } from '../../snapshot/redaction/redactor.js'
import type { Determinism } from '../../snapshot/types.js'
import { now, wallClock } from '../../timers.js'
import { CallDeterminism } from './call-determinism.js'
import { RecordedClock, toMicroseconds } from './recorded-clock.js'
import { SeededChance } from './seeded-chance.js'
import { nodeCrypto } from '../../node-crypto.js'

/** Surroundings of a call that are not the real ones. */
export interface GivenSurroundings {
  readonly env?: Readonly<Record<string, string>> | undefined
  /** 256 bits in hex digits. */
  readonly seed?: string | undefined
}

/** Answers a call with what is real, and writes it down: readings of clocks, the seed of chance, the environment. */
export class RecordDeterminism extends CallDeterminism {
  private readonly variables: [name: string, value: string | undefined][]
  private readonly kept: Record<string, string | null>
  private facts: () => Determinism = () => ({})

  /**
   * Reads the environment. What it keeps of it is known as a secret, where it is one, to the redactor.
   *
   * @param names of the variables.
   * @param given what is answered in the place of what is real.
   * @throws ValueError `REDACTION_FAILED`
   */
  constructor(
    names: readonly string[],
    redactor: Redactor,
    private readonly given: GivenSurroundings = {},
  ) {
    super()
    const { env = {} } = given
    this.variables = [...new Set([...names, ...Object.keys(env)])]
      .sort()
      .map((name) => [name, Object.hasOwn(env, name) ? env[name] : process.env[name]])
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
    let seed = this.given.seed === undefined ? undefined : Buffer.from(this.given.seed, 'hex')
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
