import type { DecisionDefinition } from '../decision/definition.js'
import { EffectMissError } from '../errors.js'
import type { Escape, GuardedScope } from '../effects/escape-guard.js'
import type { CaughtRequest, HttpScope, Played } from '../effects/http/caught-request.js'
import { redactRequest, requestKey } from '../effects/http/request.js'
import { askedFor, missAnswer, type Miss } from '../effects/miss.js'
import { callKey, type Tape } from '../effects/tape.js'
import { UnderWay } from '../effects/under-way.js'
import { Waiting } from '../effects/waiting.js'
import { copyOf } from '../snapshot/copy.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import { revivedError } from '../snapshot/recorded-error.js'
import type { CallEffect, HttpEffect, HttpRequest } from '../snapshot/types.js'
import { nextMacrotask } from '../timers.js'

/** Answers for the world from a tape. Nothing inside it reaches the network, not even after the replay has ended. */
export class ReplayScope implements HttpScope, GuardedScope {
  readonly waiting = new Waiting()
  readonly misses: Miss[] = []
  /** Contacts with the network around the tape. */
  readonly escapes: Escape[] = []
  /** Resolves at the first miss. */
  readonly firstMiss: Promise<void>
  private reportMiss: () => void = () => undefined
  private readonly reading = new UnderWay()
  private position = 0
  /** Why a contact could not be matched or answered at all. */
  failure: { readonly error: unknown } | undefined

  constructor(
    readonly tape: Tape,
    private readonly redactor: Redactor,
    readonly tapsNode = false,
  ) {
    this.firstMiss = new Promise((resolve) => (this.reportMiss = resolve))
  }

  decide(definition: DecisionDefinition, self: unknown, args: unknown[]): unknown {
    return definition.fn.apply(self, args)
  }

  exchange(request: CaughtRequest): void {
    const position = ++this.position
    this.waiting.begin()
    this.reading.begin()
    const played = (): void => {
      this.waiting.end()
    }
    request.play({
      answer: (describe) => {
        this.reading.end()
        return this.answer(describe, position)
      },
      dropped: () => {
        this.reading.end()
        played()
      },
      played,
    })
  }

  async effect(given: string, _fn: () => unknown): Promise<unknown> {
    const position = ++this.position
    const name = this.unfailing(() => this.redactor.text(given))
    const found = this.tape.take(callKey(name)) as CallEffect | undefined
    if (found === undefined) {
      const miss = this.miss({ name }, callKey(name), position)
      throw new EffectMissError('EFFECT_MISS', `${askedFor(miss)} is not in the recording (${miss.kind}).`)
    }
    if (found.error !== undefined) throw revivedError(found.error)
    return this.unfailing(() => copyOf(found.value, `effect "${name}"`))
  }

  escaped(contact: Escape): void {
    this.escapes.push(contact)
  }

  /**
   * Resolves once the contacts made so far are known: one that was begun and not waited for reaches the tape within
   * this turn, or when its body has been read.
   */
  async allAsked(graceMs: number): Promise<void> {
    await nextMacrotask()
    await this.reading.over(graceMs)
  }

  private answer(describe: () => HttpRequest, position: number): Played {
    let request: HttpRequest
    try {
      request = this.unfailing(() => redactRequest(describe(), this.redactor))
    } catch {
      return missAnswer({ kind: 'NO_MATCH', position, asked: { name: `contact ${position}` } })
    }
    const key = requestKey(request)
    return (
      (this.tape.take(key) as HttpEffect | undefined) ?? missAnswer(this.miss({ request }, key, position))
    )
  }

  /** What fails here is no business of the code under replay, which could swallow it. */
  private unfailing<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      this.failure ??= { error }
      this.reportMiss()
      throw error
    }
  }

  private miss(asked: Miss['asked'], key: string, position: number): Miss {
    const kind = 'name' in asked ? 'call' : 'http'
    const taped = this.tape.effects.some((effect) => effect.kind === kind)
    const miss: Miss = {
      kind: taped ? (this.tape.knows(key) ? 'EXHAUSTED' : 'NO_MATCH') : 'NO_TAPE',
      position,
      asked,
    }
    this.misses.push(miss)
    this.reportMiss()
    return miss
  }
}
