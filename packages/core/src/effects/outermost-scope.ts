import type { DecisionDefinition } from '../decision/definition.js'
import { DecisionError } from '../errors.js'
import type { CaughtRequest, HttpScope } from './http/caught-request.js'

/** What is done with a decision in place of just calling it. Must give back what the decision gives back. */
export type TakeDecision = (definition: DecisionDefinition, self: unknown, args: unknown[]) => unknown

/** Waits for the one decision that a thunk calls, and hands it to `take`. All else in the thunk runs as usual. */
export class OutermostScope implements HttpScope {
  readonly tapsNode = false
  private readonly called: string[] = []

  constructor(private readonly take: TakeDecision) {}

  decide(definition: DecisionDefinition, self: unknown, args: unknown[]): unknown {
    this.called.push(definition.name)
    // A second one would run for real, in a replay too.
    this.checkOne()
    return this.take(definition, self, args)
  }

  effect(_name: string, fn: () => unknown): Promise<unknown> {
    return Promise.resolve().then(fn)
  }

  exchange(request: CaughtRequest): void {
    request.pass()
  }

  /** @throws DecisionError `NOT_ONE_DECISION` unless the thunk called exactly one. */
  checkOne(): void {
    if (this.called.length === 1) return
    const found =
      this.called.length === 0
        ? 'called no decision. Call a function made with decision(name, fn) in it'
        : `called ${this.called.length} decisions (${this.called.join(', ')}). Give each a thunk of its own, or wrap them in one decision`
    throw new DecisionError('NOT_ONE_DECISION', `The function handed over ${found}.`)
  }
}
