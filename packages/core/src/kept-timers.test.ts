import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepTimers, keptTimers } from './kept-timers.js'

const SLOT = Symbol.for('@retrial/core.timers')
const host = globalThis as { [SLOT]?: unknown }
const { setTimeout: real, Date: date } = globalThis

beforeEach(() => {
  host[SLOT] = undefined
  vi.resetModules()
})
afterEach(() => {
  host[SLOT] = undefined
  globalThis.setTimeout = real
  vi.useRealTimers()
})

test('those that are there, where none were kept', () => {
  expect(keptTimers().setTimeout).toBe(real)
  const mine = (() => 0) as never
  globalThis.setTimeout = mine
  expect(keptTimers().setTimeout).toBe(mine)
})

test('those that were kept, though others are there now', () => {
  keepTimers()
  globalThis.setTimeout = (() => 0) as never
  vi.useFakeTimers({ now: 0, toFake: ['Date'] })
  keepTimers()

  expect(keptTimers()).toMatchObject({ setTimeout: real, Date: date })
  expect(keptTimers().dateNow()).toBeGreaterThan(0)
})

test('what is loaded later stands on them, also where a fake does not look like one', async () => {
  keepTimers()
  globalThis.setTimeout = (() => 0) as never
  const { after } = await import('./timers.js')
  await new Promise<void>((resolve) => after(1, resolve))
})
