import { setImmediate } from 'node:timers'
import { expect } from '@jest/globals'
import { Attempt, type MatcherContext } from '@retrial/core/matchers'
import { rowsOf, unsent } from './sent-rows.js'

/** Not the global one, which a test may replace by a fake and jsdom does not have. */
const macrotask = setImmediate

interface Try {
  readonly attempt: Attempt
  /** Leaves the rows that wait for its end. */
  readonly flush: () => void
}

/** The tries under way, by the name of the test; without one, what stands outside of tests. */
const attempts = new Map<string | undefined, Try>()
/** Tries that have ended, by the name of the test. */
const ended = new Map<string | undefined, number>()

/** The try of the test in which an assertion stands. */
export function currentAttempt(context: MatcherContext): Attempt {
  // Under `test.concurrent` only jest's async context knows which test it is.
  const test = context.currentConcurrentTestName?.() ?? context.currentTestName
  const known = attempts.get(test)
  if (known !== undefined) return known.attempt
  const rows = rowsOf({ test, file: context.testPath, attempt: ended.get(test) ?? 0 })
  const flush = (): void => {
    rows.flush()
  }
  const attempt = new Attempt({
    report: (row, policy) => {
      rows.add(row, unsent(policy))
      // Of concurrent tests jest 30 does not tell when each of them ends.
      if (attempts.size > 1) flush()
    },
  })
  for (const other of attempts.values()) other.flush()
  attempts.set(test, { attempt, flush })
  return attempt
}

/** Ends the try of the test that jest is at. */
export async function endTest(): Promise<void> {
  await end(expect.getState().currentTestName)
}

/**
 * Ends what is still under way in a file: concurrent tests have no `afterEach` in jest 30, and hooks of the file run
 * after ours.
 */
export async function endFile(): Promise<void> {
  const results = await Promise.allSettled(
    [...attempts.keys()].map((test) => end(test, test === undefined ? 'this file' : `the test "${test}"`)),
  )
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []))
  if (failures.length > 1) throw new Error(failures.map(({ message }) => message).join('\n\n'))
  if (failures[0] !== undefined) throw failures[0]
}

async function end(test: string | undefined, where?: string): Promise<void> {
  const { attempt, flush } = attempts.get(test) ?? {}
  attempts.delete(test)
  ended.set(test, (ended.get(test) ?? 0) + 1)
  try {
    await attempt?.end(where)
  } catch (error) {
    // A failure after `.resolves` that nobody awaits is an unhandled rejection as well. It has to come while jest still
    // takes it for one of this test: later it would end the process, and with it every result.
    await new Promise((resolve) => macrotask(resolve))
    throw error
  } finally {
    flush?.()
  }
}
