import { UsageError } from '../errors.js'
import type { ReplayResult, TrialRule } from './types.js'

/** 95%: the quantile of the normal distribution at 0.975. */
const Z = 1.959963984540054
const MOST_TRIALS = 1_000

/** @throws UsageError `INVALID_OPTION` */
export function checkTrials(trials: unknown, pass: unknown, of: string): void {
  if (
    trials !== undefined &&
    !(Number.isInteger(trials) && (trials as number) >= 1 && (trials as number) <= MOST_TRIALS)
  ) {
    throw new UsageError('INVALID_OPTION', `trials of ${of} must be a whole number from 1 to ${MOST_TRIALS}.`)
  }
  if (pass === undefined) return
  const rate = typeof pass === 'object' && pass !== null ? (pass as { rate?: unknown }).rate : undefined
  const isRate = typeof rate === 'number' && rate > 0 && rate <= 1 && Object.keys(pass as object).length === 1
  if (!isRate && !['all', 'majority', 'any'].includes(pass as string)) {
    throw new UsageError(
      'INVALID_OPTION',
      `pass of ${of} must be 'all', 'majority', 'any' or { rate } with a rate above 0 and up to 1.`,
    )
  }
  if (trials !== undefined && trials !== 1) return
  throw new UsageError(
    'INVALID_OPTION',
    `pass of ${of} says how many of several trials must match, and there is one: give trials as well.`,
  )
}

/**
 * Several trials of one recording as one result: that of the first trial of the kind that decides, with how many
 * matched. One that could not be judged is no trial that failed: nobody knows, and the verdict is `error`.
 */
export function ofTrials(trials: readonly ReplayResult[], rule: TrialRule = 'all'): ReplayResult {
  const unjudged = trials.find(({ verdict }) => verdict === 'error')
  if (unjudged === undefined) return ofJudged(trials, rule)
  const judged = trials.filter(({ verdict }) => verdict !== 'error')
  return judged.length === 0 ? unjudged : { ...ofJudged(judged, rule), ...unjudged }
}

function ofJudged(trials: readonly ReplayResult[], rule: TrialRule): ReplayResult {
  const matching = trials.filter(({ verdict }) => verdict === 'match')
  const failing = trials.filter(({ verdict }) => verdict !== 'match')
  const [passed, total] = [matching.length, trials.length]
  const holds = passed >= needed(rule, total)
  const [decisive = trials[0]] = holds ? matching : failing
  return {
    ...(decisive as ReplayResult),
    status: passed === total ? 'success' : passed > 0 ? 'partial' : 'failed',
    executionTimeMs: trials.reduce((sum, { executionTimeMs }) => sum + executionTimeMs, 0) / total,
    trials: { passed, total, interval: wilson(passed, total) },
  }
}

/** How many of several trials must match. */
export function needed(rule: TrialRule, total: number): number {
  switch (rule) {
    case 'all':
      return total
    case 'majority':
      return Math.floor(total / 2) + 1
    case 'any':
      return 1
    default:
      // 0.6 of 5 is 3, though 0.6 * 5 may come to a little more.
      return Math.max(1, Math.ceil(rule.rate * total - 1e-9))
  }
}

/**
 * The 95% score interval for a rate of `passed` in `total` (E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 1927).
 */
export function wilson(passed: number, total: number): [number, number] {
  const rate = passed / total
  const spread = Z ** 2 / total
  const centre = (rate + spread / 2) / (1 + spread)
  const half = (Z / (1 + spread)) * Math.sqrt((rate * (1 - rate)) / total + spread / (4 * total))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}
