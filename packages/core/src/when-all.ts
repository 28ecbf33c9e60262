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

/**
 * Begins something for each item. Where one throws at once, what the others come to is nobody's concern any more: a
 * rejection that no one waits for would end the process.
 *
 * @throws what `begin` throws.
 */
export function beginEach<T, R>(
  items: Iterable<T>,
  begin: (item: T) => R | PromiseLike<R>,
): (R | PromiseLike<R>)[] {
  const begun: (R | PromiseLike<R>)[] = []
  try {
    for (const item of items) begun.push(begin(item))
  } catch (error) {
    for (const one of begun) if (isThenable(one)) one.then(undefined, () => undefined)
    throw error
  }
  return begun
}

export function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  )
}
