import { AsyncLocalStorage } from 'node:async_hooks'
import type { MatcherContext } from '@retrial/core/matchers'
import type { ReplayRow, UsedBaselines } from '@retrial/core/reporting'
import { aroundEach, type TestContext } from 'vitest'

type Task = TestContext['task']

/** What a test carries to the reporter: JSON only, so that it survives blobs and merges. */
export interface RetrialMeta {
  version: 1
  /** Which try of a retried or repeated test the rows are of. */
  attempt: string
  rows: ReplayRow[]
  /** Baselines that were used without a row of their own. */
  uses: UsedBaselines[]
}

declare module 'vitest' {
  interface TaskMeta {
    retrial?: RetrialMeta
  }
}

/** After an `await` in a concurrent test only the async context still knows which test it is. */
const tests = new AsyncLocalStorage<Task>()
aroundEach((runTest, { task }) => tests.run(task, runTest))

/** The test in which an assertion stands, or undefined outside of one. */
export function currentTest(context: MatcherContext): Task | undefined {
  return tests.getStore() ?? (context.task as Task | undefined)
}

/** Attaches a row to its test; rows of an earlier try are dropped. */
export function reportRow(context: MatcherContext, row: ReplayRow): void {
  metaOf(context)?.rows.push(row)
}

/** Attaches to a test that it used baselines. */
export function reportUse(context: MatcherContext, used: UsedBaselines): void {
  metaOf(context)?.uses.push(used)
}

function metaOf(context: MatcherContext): RetrialMeta | undefined {
  const task = currentTest(context)
  if (task === undefined) return undefined
  const attempt = `${task.result?.retryCount ?? 0}:${task.result?.repeatCount ?? 0}`
  const known = task.meta.retrial
  if (known?.attempt === attempt) return known
  return (task.meta.retrial = { version: 1, attempt, rows: [], uses: [] })
}
