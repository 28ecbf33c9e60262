import type { DecisionDefinition } from '../decision/definition.js'
import { EffectMissError } from '../errors.js'
import { redactCalled } from '../effects/called.js'
import type { Call, Contact } from '../effects/contact.js'
import type { DeterministicScope } from '../effects/determinism/answers.js'
import type { PlayDeterminism } from '../effects/determinism/play-determinism.js'
import type { Escape, GuardedScope } from '../effects/escape-guard.js'
import type { CaughtRequest, HttpScope, Played } from '../effects/http/caught-request.js'
import { redactRequest } from '../effects/http/request.js'
import { Turns } from '../effects/http/turns.js'
import { missAnswer, notRecorded, type Miss } from '../effects/miss.js'
import type { Tape } from '../effects/tape.js'
import { UnderWay } from '../effects/under-way.js'
import { Waiting } from '../effects/waiting.js'
import { copyOf } from '../snapshot/copy.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import type { CallEffect, HttpEffect, HttpRequest } from '../snapshot/types.js'
import { playCall, refuseCall } from './play-call.js'

/** Answers for the world from a tape. Nothing inside it reaches the network, not even after the replay has ended. */
export class ReplayScope implements HttpScope, GuardedScope, DeterministicScope {
  readonly waiting = new Waiting()
  readonly misses: Miss[] = []
  /** Contacts with the network around the tape. */
  readonly escapes: Escape[] = []
  /** Keys of the requests that were not on the tape. Most runs make none. */
  private missed: Set<string> | undefined
  private hearMiss: (() => void) | undefined
  private readonly reading = new UnderWay()
  private turns: Turns | undefined
  private position = 0
  /** Why a contact could not be matched or answered at all. */
  failure: { readonly error: unknown } | undefined

  constructor(
    readonly tape: Tape,
    private readonly redactor: Redactor,
    readonly determinism?: PlayDeterminism,
    readonly tapsNode = false,
  ) {}

  /** Calls `hear` at the first miss; at once where there has been one. */
  readonly onFirstMiss = (hear: () => void): void => {
    this.hearMiss = hear
    if (this.misses.length > 0 || this.failure !== undefined) this.tellMiss()
  }

  decide(definition: DecisionDefinition, self: unknown, args: unknown[]): unknown {
    return definition.fn.apply(self, args)
  }

  exchange(request: CaughtRequest): void {
    const position = this.nextPosition()
    this.waiting.begin()
    this.reading.begin()
    this.turns ??= new Turns()
    const turn = this.turns.begin(request.target)
    const played = (): void => {
      this.waiting.end()
    }
    request.play({
      answer: (describe) => {
        const asked = this.asked(describe)
        return turn.take(() => {
          this.reading.end()
          return this.answer(asked, position)
        })
      },
      dropped: () => {
        turn.skip()
        this.reading.end()
        played()
      },
      played,
    })
  }

  effect(name: string, _fn: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    const position = this.nextPosition()
    let call: Call = { name }
    let found: CallEffect
    let value: unknown
    try {
      call = this.unfailing(() => redactCalled({ name, args }, this.redactor))
      found = this.takeCall(call, position)
      value = this.unfailing(() => copyOf(found.value, `effect "${call.name}"`))
    } catch (error) {
      const sync = this.tape.callsOf(call.name).some((recorded) => recorded.sync === true)
      return refuseCall(error as Error, sync)
    }
    return playCall(found, value)
  }

  escaped(contact: Escape): void {
    this.escapes.push(contact)
  }

  /** Whether a request has been begun whose body is not known yet. */
  get isReading(): boolean {
    return this.reading.any
  }

  /** Resolves once the bodies of all requests made so far are known. */
  async allRead(graceMs: number): Promise<void> {
    await this.reading.over(graceMs)
  }

  private takeCall(call: Call, position: number): CallEffect {
    const found = this.tape.find(call) as CallEffect | undefined
    if (found !== undefined) return found
    throw new EffectMissError('EFFECT_MISS', notRecorded(this.miss(call, this.tape.keyOf(call), position)))
  }

  private nextPosition(): number {
    this.determinism?.contact()
    return ++this.position
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
    const found = this.tape.find({ request }) as HttpEffect | undefined
    if (found !== undefined) return found
    const key = this.tape.keyOf({ request })
    this.missed ??= new Set()
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
      this.tellMiss()
      throw error
    }
  }

  private tellMiss(): void {
    this.hearMiss?.()
    this.hearMiss = undefined
  }

  private miss(asked: Contact, key: string, position: number): Miss {
    const kind = 'request' in asked ? 'http' : 'call'
    const taped = this.tape.effects.some((effect) => effect.kind === kind)
    const miss: Miss = {
      kind: taped ? (this.tape.knows(key) ? 'EXHAUSTED' : 'NO_MATCH') : 'NO_TAPE',
      position,
      asked,
    }
    this.misses.push(miss)
    this.tellMiss()
    return miss
  }
}
