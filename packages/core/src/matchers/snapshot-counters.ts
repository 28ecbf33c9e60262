import type { MatcherContext } from './context.js'
import { inFailingTest } from './meant-to-fail.js'

type Counter = 'added' | 'matched' | 'unmatched' | 'updated'

/**
 * Counts a baseline in the runner's own snapshot summary, which also makes jest's watch mode offer `u`. The counters
 * are numbers in jest and maps by test in vitest.
 *
 * By what is counted as unmatched jest fails the run. So what its `test.failing` is there for counts nothing, as with its
 * own snapshots, and what a test is tried again for is put down to the test, for the runner to take it back. A baseline
 * that a try has written stays written: it is put down to no test.
 */
export function countSnapshot(context: MatcherContext, counter: Counter): void {
  const { snapshotState, task } = context
  const count = snapshotState?.[counter]
  const written = counter === 'added' || counter === 'updated'
  if (typeof count === 'number' && snapshotState !== undefined) {
    if (inFailingTest(context)) return
    if (countsByTest(snapshotState)) {
      snapshotState._incrementSnapshotCount(counter, written ? undefined : context.currentTestIdentity?.())
    } else snapshotState[counter] = count + 1
  } else if (isCounterMap(count)) {
    count.increment((written ? undefined : (task as { id?: string } | undefined)?.id) ?? '')
  }
}

/** jest from 30.5 on; those before take all counts of a file back where a test is tried again. */
interface CountsByTest {
  _incrementSnapshotCount(counter: Counter, test: object | undefined): void
}

function countsByTest(snapshotState: object): snapshotState is CountsByTest {
  return (
    '_incrementSnapshotCount' in snapshotState && typeof snapshotState._incrementSnapshotCount === 'function'
  )
}

interface CounterMap {
  increment(key: string): void
}

function isCounterMap(value: unknown): value is CounterMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    'increment' in value &&
    typeof value.increment === 'function'
  )
}
