import { afterEach, beforeEach, expect, test } from 'vitest'
import { wrapsOfProcess } from './wraps-of-process.js'

const SLOT = Symbol.for('@retrial/core.runner-wraps')
const host = globalThis as { [SLOT]?: number | undefined }
const known = host[SLOT]
beforeEach(() => {
  host[SLOT] = undefined
})
afterEach(() => {
  host[SLOT] = known
})

/** An `expect` that counts how often a matcher is put into it. */
function runner() {
  let extended = 0
  const asked = (): Record<string, () => unknown> => ({})
  return {
    expect: Object.assign(asked, { extend: (_matchers: never) => void extended++ }),
    extended: () => extended,
  }
}

test('are found out once', () => {
  const [first, second] = [runner(), runner()]
  expect(wrapsOfProcess(first.expect, 'toBeFoundOut')).toBe(0)
  expect(wrapsOfProcess(second.expect, 'toBeFoundOut')).toBe(0)
  expect([first.extended(), second.extended()]).toEqual([1, 0])
})

test('are those of the runner', () => {
  expect(wrapsOfProcess(expect as never, 'toBeFoundOut')).toBe(1)
})
