import type { ReplayRow } from '../../reporting/replay-row.js'
import { Attempt } from '../attempt.js'
import type { Check } from '../check.js'
import type { MatcherContext } from '../context.js'

/** A matcher's `this` as the runners make it: without colours, told to record what is new, not negated. */
export function matcherContext(overrides: Partial<MatcherContext> = {}): MatcherContext {
  const plain = (text: string): string => text
  return {
    promise: '',
    snapshotState: { _updateSnapshot: 'new', added: 0, matched: 0, unmatched: 0, updated: 0 },
    utils: {
      matcherHint: (name, received, expected, options) =>
        `expect(${received})${options?.isNot === true ? '.not' : ''}.${name}(${expected})`,
      EXPECTED_COLOR: plain,
      RECEIVED_COLOR: plain,
    },
    ...overrides,
  }
}

/** An assertion under way, and the rows it reports. */
export function checkUnderWay(overrides: Partial<MatcherContext> = {}): { check: Check; rows: ReplayRow[] } {
  const rows: ReplayRow[] = []
  const attempt = new Attempt({ report: (row) => void rows.push(row) })
  const host = { acceptCommand: 'runner -u', wraps: 0, attempt: () => attempt }
  return { check: { context: matcherContext(overrides), host, name: 'toReplayMatching', attempt }, rows }
}
