/** The part of `expect` that is needed to find out. */
interface Expect {
  (received: unknown): unknown
  extend(matchers: never): void
}

/**
 * How many promises a runner makes of the one that a matcher returns, before the test gets the last of them. It is
 * found out by a call of a matcher of this name, as it is not the same in all runners and may change with any version.
 */
export function runnerWraps(expect: Expect, name: string): number {
  let wraps = 0
  const made = (depth: number): PromiseLike<never> => {
    wraps = Math.max(wraps, depth)
    const next = (): PromiseLike<never> => made(depth + 1)
    return { then: next, catch: next, finally: next } as unknown as PromiseLike<never>
  }
  expect.extend({ [name]: () => made(0) } as never)
  const assertion = expect(undefined) as Record<string, () => unknown>
  assertion[name]?.()
  return wraps
}
