import type { MatcherContext } from '@retrial/core/matchers'
import { afterEach, expect, test, vi } from 'vitest'

const SLOT = Symbol('JEST_STATE_SYMBOL')
const host = globalThis as unknown as Record<symbol, unknown>

afterEach(() => {
  Reflect.deleteProperty(host, SLOT)
  vi.resetModules()
})

/** What a matcher's `this` says in a runner whose state is this. */
async function told(state: unknown, context: Partial<MatcherContext> = {}): Promise<unknown> {
  if (state !== undefined) host[SLOT] = state
  const { withTestFailing } = await import('./failing-test.js')
  return withTestFailing(context as MatcherContext).testFailing
}

test.each([
  ['a test that is meant to fail', { currentlyRunningTest: { failing: true } }, true],
  ['any other', { currentlyRunningTest: { failing: false } }, false],
  ['a hook of the file', { currentlyRunningTest: null }, false],
  ['a runner that keeps its state elsewhere', undefined, undefined],
])('in %s', async (_where, state, failing) => {
  expect(await told(state)).toBe(failing)
})

test('what jest says itself counts', async () => {
  expect(await told({ currentlyRunningTest: { failing: true } }, { testFailing: false })).toBe(false)
})

test('of a concurrent test nothing is known', async () => {
  const concurrent = { currentConcurrentTestName: () => 'beside others' }
  expect(await told({ currentlyRunningTest: { failing: true } }, concurrent)).toBeUndefined()
})
