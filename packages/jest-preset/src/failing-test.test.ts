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

const one = (name: string, failing: boolean) => ({ type: 'test', name, failing })
const block = (name: string, ...children: unknown[]) => ({ type: 'describeBlock', name, children })
const FILE = {
  currentlyRunningTest: { failing: true },
  rootDescribeBlock: block(
    'ROOT_DESCRIBE_BLOCK',
    one('holds', false),
    block('of refunds', one('holds', true), block('late ones', one('holds', false))),
    one('twice', true),
    one('twice', true),
    one('both', true),
    one('both', false),
  ),
}

test.each([
  ['holds', false],
  ['of refunds holds', true],
  ['of refunds late ones holds', false],
  ['twice', true],
  ['both', undefined],
  ['no such test', undefined],
])('of a concurrent test its name tells: %s', async (name, failing) => {
  expect(await told(FILE, { currentConcurrentTestName: () => name })).toBe(failing)
})
