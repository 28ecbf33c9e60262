import { UsageError } from '../errors.js'
import type { AnyFunction } from './definition.js'
import { scopes } from './scope.js'

/**
 * Ties a function to the recording or replay in which `bind` is called, for work that is handed to a queue or pool made
 * outside the decision: there it would run in the context of whoever came before it.
 *
 * @returns a function of the same type; outside a recording or replay `fn` itself.
 * @throws UsageError `INVALID_OPTION` for what is no function.
 */
export function bind<F extends AnyFunction>(fn: F): F {
  if (typeof fn !== 'function') {
    throw new UsageError(
      'INVALID_OPTION',
      `bind() takes the function to be called later, not a ${typeof fn}.`,
    )
  }
  const scope = scopes.getStore()
  if (scope === undefined) return fn
  const bound = function (this: unknown, ...args: unknown[]): unknown {
    return scopes.run(scope, () => fn.apply(this, args))
  }
  return Object.defineProperties(bound, {
    name: { value: fn.name, configurable: true },
    length: { value: fn.length, configurable: true },
  }) as unknown as F
}
