import { isPromise } from 'node:util/types'
import type { DecisionDefinition } from '../decision/definition.js'
import { scopes } from '../decision/scope.js'
import type { DeterministicScope } from '../effects/determinism/answers.js'
import type { RecordDeterminism } from '../effects/determinism/record-determinism.js'
import type { Escape, GuardedScope } from '../effects/escape-guard.js'
import type { CaughtRequest, HttpScope } from '../effects/http/caught-request.js'
import { ExchangeRecording, type InsteadOf } from '../effects/http/record-exchange.js'
import { redactEffect } from '../effects/redact-effect.js'
import { UnderWay } from '../effects/under-way.js'
import { Waiting } from '../effects/waiting.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import type { Effect } from '../snapshot/types.js'
import { nextMacrotask } from '../timers.js'
import { recordCallEffect } from './record-call-effect.js'

interface PendingEffect {
  /** Undefined where nothing came of it. */
  toEffect(): Effect | undefined | Promise<Effect | undefined>
}

/** Lets one call reach the world and writes down every contact, in the order they began. */
export class RecordScope implements HttpScope, GuardedScope, DeterministicScope {
  readonly waiting = new Waiting()
  /** Contacts with the network that it could not write down. */
  readonly escapes: Escape[] = []
  private readonly tape: PendingEffect[] = []
  private readonly underWay = new UnderWay()
  private closed = false

  constructor(
    private readonly redactor: Redactor,
    readonly determinism?: RecordDeterminism,
    readonly tapsNode = false,
    private readonly instead?: InsteadOf,
  ) {}

  /** A decision called by the recorded one is part of it. */
  decide(definition: DecisionDefinition, self: unknown, args: unknown[]): unknown {
    return definition.fn.apply(self, args)
  }

  exchange(request: CaughtRequest): void {
    if (this.closed) {
      request.pass()
      return
    }
    // It takes its place on the tape now: reading the body may take longer than that of a later request.
    const ended = (): void => {
      this.ended()
    }
    const recording = new ExchangeRecording(this.redactor, ended, this.instead)
    this.begin(recording)
    request.record(recording)
  }

  effect(name: string, fn: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    if (this.closed) return scopes.exit(() => fn(...args))
    const recording = recordCallEffect(name, args, this.redactor)
    this.begin(recording)
    return recording.run(fn, () => {
      this.ended()
    })
  }

  escaped(contact: Escape): void {
    this.escapes.push(contact)
  }

  /**
   * The tape, once every contact has ended or `graceMs` have passed. Later contacts are not recorded.
   *
   * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED` for an answer of a wrapped call; `REDACTION_FAILED`.
   */
  async close(graceMs: number): Promise<Effect[]> {
    // A contact that was begun and not waited for reaches the tape within this turn.
    await nextMacrotask()
    await this.underWay.over(graceMs)
    this.closed = true
    // A connection that is kept alive holds on to the scope in which it was opened.
    const tape = this.tape.splice(0)
    const given = tape.map((pending) => pending.toEffect())
    const effects = given.some(isPromise)
      ? await Promise.all(given.map((effect) => Promise.resolve(effect)))
      : (given as (Effect | undefined)[])
    return effects
      .filter((effect) => effect !== undefined)
      .map((effect) => redactEffect(effect, this.redactor))
  }

  /** Gives its place on the tape to a contact that has begun. */
  private begin(pending: PendingEffect): void {
    this.tape.push(pending)
    this.determinism?.contact()
    this.underWay.begin()
    this.waiting.begin()
  }

  private ended(): void {
    this.waiting.end()
    this.underWay.end()
  }
}
