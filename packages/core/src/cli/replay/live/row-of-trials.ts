import type { ReplayRow } from '../../../reporting/replay-row.js'
import { needed, wilson } from '../../../replay/trials.js'
import type { TrialRule } from '../../../replay/types.js'
import type { Trial } from './trial.js'

/** Several trials as one row: that of the first of the kind that decides, with how many matched. */
export function rowOfTrials(trials: readonly [Trial, ...Trial[]], rule: TrialRule = 'all'): ReplayRow {
  const rows = trials.map(({ row }) => row)
  const passed = rows.filter(({ verdict }) => verdict === 'match').length
  const ok = passed >= needed(rule, rows.length)
  const decisive = rows.find(({ verdict }) => (verdict === 'match') === ok) ?? trials[0].row
  if (rows.length === 1) return { ...decisive, ok }
  const interval = wilson(passed, rows.length)
  const [low, high] = interval.map((bound) => `${Math.round(bound * 100)}%`)
  return {
    ...decisive,
    ok,
    executionTimeMs: rows.reduce((sum, { executionTimeMs }) => sum + executionTimeMs, 0) / rows.length,
    trials: { passed, total: rows.length, interval },
    details: ok
      ? []
      : [
          `${passed} of ${rows.length} trials matched (95% interval of the rate: ${low ?? ''} to ${high ?? ''})`,
          ...decisive.details,
        ],
  }
}
