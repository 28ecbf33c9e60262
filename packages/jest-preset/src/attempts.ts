import { setImmediate } from 'node:timers'
import { expect } from '@jest/globals'
import { Attempt, type MatcherContext } from '@retrial/core/matchers'
import { jestVersion } from './jest-version.js'
import { rowsOf, unsent } from './sent-rows.js'

/** Not the global one, which a test may replace by a fake and jsdom does not have. */
const macrotask = setImmediate

type Named = Pick<MatcherContext, 'currentConcurrentTestName' | 'currentTestName'>

interface Try {
  readonly attempt: Attempt
  /** What a lost assertion is said to be of. */
  readonly where: string
}

/** The tries under way, by the name of the test; without one, what stands outside of tests. */
const attempts = new Map<string | undefined, Try>()
/** What hooks at the top of the test file began behind the end of a try: they run after ours. */
const late: Try[] = []
/** Tries that have ended, by the name of the test, and what told the last of them from the next. */
const ended = new Map<string | undefined, { readonly count: number; readonly mark: unknown }>()
/**
 * Names of concurrent tests, where other tests may go by them: jest 30.0 and 30.1 name the test that began last, whichever
 * that is. What is not a concurrent test then counts as outside of tests.
 */
const concurrent = new Set<string>()
let namesAreMixed: boolean | undefined
/** Whether the last hook of ours has run: those at the top of the test file come after it. */
let fileEnded = false

/** The try of the test in which an assertion stands. */
export function currentAttempt(context: MatcherContext): Attempt {
  const test = testOf(context)
  const known = attempts.get(test)
  if (known !== undefined) return known.attempt
  const isLate = isOver(test)
  const tries = ended.get(test)?.count ?? 0
  const { testPath: file, testFailing: failing } = context
  const rows = rowsOf({ test, file, failing, attempt: isLate ? tries - 1 : tries })
  const attempt = new Attempt({
    report: (row, policy) => {
      rows.add(row, unsent(policy))
    },
    last: fileEnded,
  })
  // In hooks of a suite jest still names the test before it. A try that is made again is ended in time, without words.
  const ofFile = test === undefined || (tries > 0 && !isLate)
  const begun = { attempt, where: ofFile ? 'this file' : `the test "${test}"` }
  // Not in the way of the next try.
  if (isLate) late.push(begun)
  else attempts.set(test, begun)
  return attempt
}

/** Called as the tests of a file begin, and again where jest tries all of them anew. */
export function beginFile(): void {
  fileEnded = false
}

/** Ends the try of the test that jest is at. */
export async function endTest(): Promise<void> {
  await end(testOf(expect.getState()))
}

/**
 * Ends what is still under way in a file: concurrent tests have no `afterEach` from jest 30.2 on, and hooks of the file
 * run after ours.
 */
export async function endFile(): Promise<void> {
  fileEnded = true
  const results = await Promise.allSettled([
    ...[...attempts].map(([test, { where }]) => end(test, where)),
    ...late.splice(0).map(({ attempt, where }) => attempt.end(where)),
  ])
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []))
  if (failures.length > 1) throw new Error(failures.map(({ message }) => message).join('\n\n'))
  if (failures[0] !== undefined) throw failures[0]
}

/** Under `test.concurrent` only jest's async context knows which test it is. */
function testOf({ currentConcurrentTestName, currentTestName: name }: Named): string | undefined {
  const own = currentConcurrentTestName?.()
  if (own === undefined) return name !== undefined && concurrent.has(name) ? undefined : name
  namesAreMixed ??= /^30\.[01]\./.test(jestVersion() ?? '')
  if (namesAreMixed) concurrent.add(own)
  return own
}

/** Whether the try of a test has ended that jest is still at. */
function isOver(test: string | undefined): boolean {
  const mark = ended.get(test)?.mark
  return mark !== undefined && mark === tryMark()
}

/** Another one for each try of each test that does not run beside others: jest empties the list when one is done. */
function tryMark(): unknown {
  return (expect.getState() as { suppressedErrors?: unknown }).suppressedErrors
}

async function end(test: string | undefined, where?: string): Promise<void> {
  const attempt = attempts.get(test)?.attempt
  attempts.delete(test)
  ended.set(test, { count: (ended.get(test)?.count ?? 0) + 1, mark: tryMark() })
  try {
    await attempt?.end(where)
  } catch (error) {
    // A failure after `.resolves` that nobody awaits is an unhandled rejection as well. It has to come while jest still
    // takes it for one of this test: later it would end the process, and with it every result.
    await new Promise((resolve) => macrotask(resolve))
    throw error
  }
}
