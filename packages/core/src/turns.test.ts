import { expect, test } from 'vitest'
import { takeTurns } from './turns.js'

/** Goes on until `done`, or for a second at most. */
async function loop(done: () => boolean, turn: () => Promise<void> | undefined): Promise<void> {
  const start = performance.now()
  while (!done() && performance.now() - start < 1_000) await turn()
}

test('a loop of microtasks keeps a timer waiting, unless it takes turns', async () => {
  let fired = false
  setTimeout(() => (fired = true), 1)
  await loop(
    () => fired,
    () => undefined,
  )
  expect(fired).toBe(false)

  await loop(() => fired, takeTurns(5))
  expect(fired).toBe(true)
})

test('waits only when it is time', () => {
  expect(takeTurns(60_000)()).toBeUndefined()
  expect(takeTurns(0)()).toBeInstanceOf(Promise)
})
