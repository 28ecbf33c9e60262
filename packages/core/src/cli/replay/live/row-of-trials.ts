import { describeTrials } from '../../../reporting/describe-trials.js'
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
  const trialsOf = { passed, total: rows.length, interval: wilson(passed, rows.length) }
  return {
    ...decisive,
    ok,
    executionTimeMs: rows.reduce((sum, { executionTimeMs }) => sum + executionTimeMs, 0) / rows.length,
    trials: trialsOf,
    pass: rule,
    details: ok ? [] : [...describeTrials({ trials: trialsOf }), ...decisive.details],
  }
}
