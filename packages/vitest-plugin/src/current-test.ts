import { AsyncLocalStorage } from 'node:async_hooks'
import { Attempt, closeBaselines, type MatcherContext } from '@retrial/core/matchers'
import type { ReplayRow, ReportedPolicy } from '@retrial/core/reporting'
import { aroundAll, aroundEach, type TestContext } from 'vitest'
import { rowLog, rowsOf } from './row-log.js'
import { isWritten } from './written-row.js'

type Task = TestContext['task']

/** What a test, or a file, carries to the reporter: JSON only, so that it survives blobs and merges. */
export interface RetrialMeta {
  version: 1
  rows: ReplayRow[]
  /** Set for a test that failed its file: that it was meant to fail does not make it right. */
  failedFile?: true
  /** Those that rows of the file name by hash. Only a file carries them, each once. */
  policies?: ReportedPolicy[]
}

declare module 'vitest' {
  interface TaskMeta {
    retrial?: RetrialMeta
  }
}

/** A try of a test, and what stands outside of tests in its file. */
interface Place {
  readonly attempt: Attempt
  readonly ofFile: Attempt
}

const SLOT = Symbol.for('@retrial/vitest-plugin.places')
const host = globalThis as typeof globalThis & { [SLOT]?: AsyncLocalStorage<Place> | undefined }
/**
 * After an `await` in a concurrent test only the async context still knows which test it is. One for all test files of a
 * worker that does not isolate them: what a file that is over left behind must not count for a test of the next.
 */
const places = (host[SLOT] ??= new AsyncLocalStorage())
/** Where that is lost, as in an event of an older emitter, vitest may still know the test. */
const latest = new WeakMap<Task, Attempt>()

/** What stands outside of tests: in hooks of suites, at the top of the file, or behind the end of its test. */
const fileRows: ReplayRow[] = []
/** What fails the file, as it cannot fail its test: of the last try of each. */
const failures = new Map<Task, Error>()
const filePolicies = new Map<string, ReportedPolicy>()
const ofFile = new Attempt({
  report: (row, policy) => {
    fileRows.push(row)
    keepPolicy(policy)
  },
})
/** What begins when its file is over: nobody is left to wait for it, or to report it. */
const ofNobody = new Attempt({ report: () => undefined, last: true })

/** @returns the policy, where it is the first time that it is used in this file. */
function keepPolicy(policy: ReportedPolicy | undefined): ReportedPolicy | undefined {
  if (policy === undefined || filePolicies.has(policy.hash)) return undefined
  filePolicies.set(policy.hash, policy)
  return policy
}

// vitest reads from the text of the second parameter which fixtures are asked for: none.
aroundAll(async (runSuite, {}, { file }) => {
  rowLog.hold()
  try {
    await places.run({ attempt: ofFile, ofFile }, runSuite)
    await ofFile.end('this file')
    for (const failure of failures.values()) throw failure
  } finally {
    if (fileRows.length + filePolicies.size > 0) {
      file.meta.retrial = { version: 1, rows: fileRows, policies: [...filePolicies.values()] }
    }
    rowLog.release()
    await closeBaselines()
  }
})

aroundEach(async (runTest, { task }) => {
  const attempt = begin(task)
  await places.run({ attempt, ofFile }, runTest)
  await attempt.end().catch((error: unknown) => {
    // One that is meant to fail would pass by it, and one that was skipped on its way would not hear of it.
    if (task.fails !== true && !skipsItself(task)) throw error
    failures.set(task, error as Error)
    task.meta.retrial = { version: 1, rows: task.meta.retrial?.rows ?? [], failedFile: true }
  })
})

/** `context.skip()`: what fails behind it changes the state, and the test is skipped all the same. */
function skipsItself({ result }: Task): boolean {
  const { state, pending } = (result ?? {}) as { state?: string; pending?: boolean }
  return state === 'skip' || pending === true
}

/** The try of the test in which an assertion stands. */
export function currentAttempt({ task }: MatcherContext): Attempt {
  const place = places.getStore() ?? { attempt: latest.get(task as Task) ?? ofFile, ofFile }
  // What a file that is over left behind is told by the one that runs.
  return [place.attempt, place.ofFile, ofFile].find(({ over }) => !over) ?? ofNobody
}

/** Retries made so far, and the rows that count of what ended before this try. */
interface Progress {
  readonly retries: number
  readonly earlier: readonly ReplayRow[]
}
const progress = new WeakMap<Task, Progress>()

/** The rows of a try that is made again count for nothing, but for what it wrote; those of each repetition do. */
function begin(task: Task): Attempt {
  const before = progress.get(task)
  const retries = task.result?.retryCount ?? 0
  const soFar = before === undefined ? [] : (task.meta.retrial?.rows ?? [])
  const isRetry = retries > (before?.retries ?? 0)
  if (isRetry) failures.delete(task)
  const ended = isRetry ? (before?.earlier.length ?? 0) : soFar.length
  const earlier = soFar.filter((row, index) => index < ended || isWritten(row))
  progress.set(task, { retries, earlier })
  const rows = [...earlier]
  if (before !== undefined) task.meta.retrial = { version: 1, rows }
  const { id: testId, fullTestName: test, file } = task
  const log = rowsOf({ testId, test, moduleId: file.filepath, project: file.projectName ?? '' })
  const attempt = new Attempt({
    report: (row, policy) => {
      rows.push(row)
      task.meta.retrial = { version: 1, rows }
      log.add(row, keepPolicy(policy))
    },
  })
  latest.set(task, attempt)
  return attempt
}
