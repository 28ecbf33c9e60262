import type { DecisionDefinition } from '../decision/definition.js'
import { EffectMissError } from '../errors.js'
import type { Escape, GuardedScope } from '../effects/escape-guard.js'
import { clientOf } from '../effects/http/client.js'
import { playExchange, type Played } from '../effects/http/play-exchange.js'
import { redactRequest, requestKey } from '../effects/http/request.js'
import type { HttpScope } from '../effects/http/tap.js'
import { Turns } from '../effects/http/turns.js'
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
  private reportMiss: () => void = () => undefined
  private readonly reading = new UnderWay()
  private readonly turns = new Turns()
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
    const turn = this.turns.begin(options)
    const played = (): void => {
      this.waiting.end()
    }
    withRequest(options, handler, {
      go: (describe) => {
        const request = this.asked(describe)
        turn.take(
          () => {
            this.reading.end()
            playExchange(this.answer(request, position), handler, played)
          },
          (error) => {
            played()
            clientOf(handler).fail(error as Error)
          },
        )
      },
      unreadable: () => {
        turn.skip()
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

  /** Undefined where a request cannot be matched: the failure is noted. */
  private asked(describe: () => HttpRequest): HttpRequest | undefined {
    try {
      return this.unfailing(() => redactRequest(describe(), this.redactor))
    } catch {
      return undefined
    }
  }

  private answer(request: HttpRequest | undefined, position: number): Played {
    if (request === undefined)
      return missAnswer({ kind: 'NO_MATCH', position, asked: { name: `contact ${position}` } })
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
