import { expect, test } from 'vitest'
import { runnerWraps } from './runner-wraps.js'

type Matcher = () => Promise<unknown>

/** An `expect` that makes further promises of what a matcher gives, as a runner does. */
function runnerWith(wrap: (made: Promise<unknown>) => Promise<unknown>) {
  const known: Record<string, Matcher> = {}
  const runner = (): Record<string, () => unknown> =>
    Object.fromEntries(Object.entries(known).map(([name, matcher]) => [name, () => wrap(matcher())]))
  return Object.assign(runner, { extend: (matchers: never) => void Object.assign(known, matchers) })
}

test.each<[number, (made: Promise<unknown>) => Promise<unknown>]>([
  [0, (made) => made],
  [1, (made) => made.then(() => 1)],
  [2, (made) => made.then(() => 1).catch(() => 1)],
  [
    3,
    (made) =>
      made
        .then(() => 1)
        .finally(() => 1)
        .catch(() => 1),
  ],
])('%i', (count, wrap) => {
  expect(runnerWraps(runnerWith(wrap), 'toBeFoundOut')).toBe(count)
})

test('of the runner of this test', () => {
  expect(runnerWraps(expect as never, 'toBeFoundOut')).toBe(1)
})
