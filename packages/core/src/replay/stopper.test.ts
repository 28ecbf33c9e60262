import { expect, test, vi } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { orStopped } from './stopper.js'

const value = { some: 'value' }
const never = new Promise<object>(() => undefined)

test.each([
  ['is there', async () => value, 1],
  ['comes a turn later', () => new Promise<object>((resolve) => setImmediate(resolve, value)), 10_000],
  ['comes later', () => sleep(5, value), 10_000],
])('what %s in time is given', async (_when, work, timeoutMs) => {
  expect(await orStopped(work(), { timeoutMs })).toBe(value)
})

test('what takes longer is stopped at its deadline, and not before', async () => {
  const begun = performance.now()
  expect(await orStopped(never, { timeoutMs: 60 })).toBe('timeout')
  // Timers of Node may fire a millisecond early.
  expect(performance.now() - begun).toBeGreaterThan(58)
})

test('a deadline counts from the beginning, also where the first turn takes long', async () => {
  const stopped = orStopped(never, { timeoutMs: 1_500 })
  const begun = performance.now()
  while (performance.now() - begun < 1_400);
  await stopped
  // 1,500 more would be 2,900.
  expect(performance.now() - begun).toBeLessThan(2_800)
})

test('a signal is heard before the deadline is set', async () => {
  const controller = new AbortController()
  const stopped = orStopped(never, { timeoutMs: 20, signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(stopped).rejects.toThrow('enough')
})

test('work that is over within its turn sets no timer', async () => {
  const timeouts = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const before = timeouts()
  const done = vi.fn()
  void orStopped(Promise.resolve(value), { timeoutMs: 10_000 }).then(done)
  await new Promise((resolve) => setImmediate(resolve))
  expect(done).toHaveBeenCalledOnce()
  expect(timeouts()).toBe(before)
})
