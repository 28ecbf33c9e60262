import { UsageError } from '../errors.js'
import { scopes } from './scope.js'

/**
 * Wraps a contact with the outside world that is not HTTP: a database, a queue, a file. While recording,
 * `fn(...args)` runs and its answer goes onto the tape; while replaying, the tape answers and `fn` is not called.
 *
 * Calls of one name and equal arguments are answered in the order they were recorded.
 *
 * @param args what tells one call of this name from another. They are stored, so they must be recordable values.
 * @returns what `fn` gives: a promise where it gives one, else the value at once; the same in a replay. In a recording
 * or replay the promise is a plain one, whatever class of its own `fn` used.
 * @throws UsageError `INVALID_OPTION` without a name or a function.
 * @throws whatever `fn` throws; while replaying, the recorded error, or EffectMissError `EFFECT_MISS` when the tape holds
 * no further answer: at once where calls of this name were recorded as synchronous, else as a rejection.
 */
export function effect<A extends unknown[], T>(name: string, fn: (...args: A) => T, ...args: A): T {
  if (typeof name !== 'string' || typeof fn !== 'function') throw unusable(name, fn)
  const scope = scopes.getStore()
  return scope === undefined ? fn(...args) : (scope.effect(name, fn as AnyCall, args) as T)
}

function unusable(name: unknown, fn: unknown): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `effect() takes a name and a function, not a ${typeof name} and a ${typeof fn}: effect('crm.lookup', (id) => crm.get(id), id).`,
  )
}

type AnyCall = (...args: unknown[]) => unknown
