import type { DecisionDefinition } from '../decision/definition.js'
import { scopes } from '../decision/scope.js'
import type { CaughtRequest, HttpScope } from './http/caught-request.js'

/**
 * What runs inside a wrapped call: nothing of it is recorded, since in a replay it does not happen. It is a scope, not
 * the lack of one, so that `bind` can hold on to it: a queue may run the work in the scope of another decision.
 */
class InsideEffect implements HttpScope {
  readonly tapsNode = false

  decide(definition: DecisionDefinition, self: unknown, args: unknown[]): unknown {
    return definition.fn.apply(self, args)
  }

  effect(_name: string, fn: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    return fn(...args)
  }

  exchange(request: CaughtRequest): void {
    request.pass()
  }
}

const INSIDE = new InsideEffect()

/** Runs `work` as part of a wrapped call. */
export function insideEffect<T>(work: () => T): T {
  return scopes.run(INSIDE, work)
}
