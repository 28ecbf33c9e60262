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

/** As of a call in line 7 of `/project/a.test.ts`. */
const STACK = '    at helper (/project/b.ts:1:1)\n    at /project/a.test.ts:7:9'

/** An assertion under way, and the rows it reports. */
export function checkUnderWay(overrides: Partial<MatcherContext> = {}): { check: Check; rows: ReplayRow[] } {
  const rows: ReplayRow[] = []
  const attempt = new Attempt({ report: (row) => void rows.push(row) })
  const host = { acceptCommand: 'runner -u', wraps: 0, attempt: () => attempt }
  const context = matcherContext(overrides)
  return { check: { context, host, name: 'toReplayMatching', attempt, stack: () => STACK }, rows }
}
