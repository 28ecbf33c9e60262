import type * as Timers from './timers.js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const real = { setTimeout, performance, now: Date.now }

afterEach(() => {
  vi.useRealTimers()
  vi.resetModules()
})

describe.each([
  ['before the module is loaded', true],
  ['after the module was loaded', false],
])('timers that are faked %s', (_case, early) => {
  let timers: typeof Timers
  beforeEach(async () => {
    vi.resetModules()
    if (early) vi.useFakeTimers({ now: 0 })
    timers = await import('./timers.js')
    if (!early) vi.useFakeTimers({ now: 0 })
  })

  test('do not stop macrotasks', async () => {
    let over = false
    const turn = timers.nextMacrotask().then(() => (over = true))
    await Promise.resolve()
    expect(over).toBe(false)
    await turn
  })

  test('do not stop deadlines', async () => {
    const started = real.performance.now()
    await new Promise<void>((resolve) => timers.after(30, resolve))
    expect(real.performance.now() - started).toBeGreaterThanOrEqual(28)
  })

  test('do not stop a deadline from being cancelled', async () => {
    const late = vi.fn()
    timers.after(10, late)()
    await new Promise<void>((resolve) => timers.after(40, resolve))
    expect(late).not.toHaveBeenCalled()
  })

  test('do not stop the clock', async () => {
    const started = timers.now()
    await new Promise<void>((resolve) => timers.after(20, resolve))
    expect(timers.elapsedSince(started)).toBeGreaterThan(15)
    expect(Math.abs(timers.wallClock() - real.now())).toBeLessThan(2_000)
  })
})

test('a deadline keeps the process alive until it is over or cancelled', async () => {
  const { after } = await import('./timers.js')
  const open = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = open()
  const cancel = after(60_000, () => undefined)
  expect(open()).toBe(before + 1)
  cancel()
  expect(open()).toBe(before)
})

test('elapsed time to the microsecond', async () => {
  const { elapsedSince, now } = await import('./timers.js')
  expect(String(elapsedSince(now() - 1.5))).toMatch(/^\d+(\.\d{1,3})?$/)
})
