import type { DecisionDefinition } from '../decision/definition.js'
import { EffectMissError } from '../errors.js'
import type { Escape, GuardedScope } from '../effects/escape-guard.js'
import { playExchange, type Played } from '../effects/http/play-exchange.js'
import { redactRequest, requestKey } from '../effects/http/request.js'
import type { HttpScope } from '../effects/http/tap.js'
import type { Dispatch, DispatchHandler, DispatchOptions } from '../effects/http/undici.js'
import { withRequest } from '../effects/http/with-request.js'
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
  /** Keys of the requests that were not on the tape. */
  private readonly missed = new Set<string>()
  private reportMiss: () => void = () => undefined
  private readonly reading = new UnderWay()
  private position = 0
  /** Why a contact could not be matched or answered at all. */
  failure: { readonly error: unknown } | undefined

  constructor(
    readonly tape: Tape,
    private readonly redactor: Redactor,
  ) {
    this.firstMiss = new Promise((resolve) => (this.reportMiss = resolve))
  }

  decide(definition: DecisionDefinition, self: unknown, args: unknown[]): unknown {
    return definition.fn.apply(self, args)
  }

  dispatch(_send: Dispatch, options: DispatchOptions, handler: DispatchHandler): boolean {
    const position = ++this.position
    this.waiting.begin()
    this.reading.begin()
    const played = (): void => {
      this.waiting.end()
    }
    withRequest(options, handler, {
      go: (describe) => {
        this.reading.end()
        playExchange(this.answer(describe, position), handler, played)
      },
      unreadable: () => {
        this.reading.end()
        played()
      },
    })
    return true
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
    const found = this.tape.take(key) as HttpEffect | undefined
    if (found !== undefined) return found
    const again = this.missed.has(key)
    this.missed.add(key)
    return missAnswer(this.miss({ request }, key, position), again)
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
