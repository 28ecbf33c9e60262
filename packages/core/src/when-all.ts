/**
 * Goes on with values at once where all of them are there, else once they are: what needs no waiting stays synchronous,
 * and both ways are one.
 */
export function whenAll<T, R>(
  values: readonly (T | PromiseLike<T>)[],
  go: (values: T[]) => R,
): R | Promise<R> {
  return values.some(isThenable) ? Promise.all(values).then(go) : go(values as T[])
}

export function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  )
}
