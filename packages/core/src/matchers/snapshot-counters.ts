import type { MatcherContext } from './context.js'

type Counter = 'added' | 'matched' | 'unmatched' | 'updated'

/**
 * Counts a baseline in the runner's own snapshot summary, which also makes jest's watch mode offer `u`. The counters
 * are numbers in jest and maps by test in vitest.
 */
export function countSnapshot({ snapshotState, task }: MatcherContext, counter: Counter): void {
  const count = snapshotState?.[counter]
  if (typeof count === 'number' && snapshotState !== undefined) {
    snapshotState[counter] = count + 1
  } else if (isCounterMap(count)) {
    count.increment((task as { id?: string } | undefined)?.id ?? '')
  }
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
