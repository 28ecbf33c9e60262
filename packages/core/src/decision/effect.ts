import { scopes } from './scope.js'

/**
 * Wraps a contact with the outside world that is not HTTP: a database, a queue, a file. While recording, the
 * call runs and its answer goes onto the tape; while replaying, the tape answers and `fn` is not called.
 *
 * Calls of one name are answered in the order they were recorded.
 *
 * @throws whatever `fn` throws; while replaying, the recorded error, or EffectMissError `EFFECT_MISS` when the
 * tape holds no further answer of this name.
 */
export async function effect<T>(name: string, fn: () => T | PromiseLike<T>): Promise<Awaited<T>> {
  const scope = scopes.getStore()
  return (await (scope === undefined ? fn() : scope.effect(name, fn))) as Awaited<T>
}
