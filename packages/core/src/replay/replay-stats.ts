import type { ReplayResult } from './types.js'
import { VERDICTS, type Verdict } from './verdict.js'

/** Counts over many replays. */
export interface ReplayStats {
  totalReplays: number
  /** Verdict `match`. */
  successfulReplays: number
  failedReplays: number
  /** Outcome equal by the mode, whatever a policy says. */
  exactMatches: number
  mismatches: number
  totalExecutionTimeMs: number
  /** 0 when there was none. */
  averageExecutionTimeMs: number
  byVerdict: Record<Verdict, number>
}

/** Adds up results, or anything that holds the same three facts of one. */
export function replayStats(
  results: Iterable<Pick<ReplayResult, 'verdict' | 'outputsMatch' | 'executionTimeMs'>>,
): ReplayStats {
  const byVerdict = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>
  let [exactMatches, mismatches, totalExecutionTimeMs, totalReplays] = [0, 0, 0, 0]
  for (const { verdict, outputsMatch, executionTimeMs } of results) {
    totalReplays++
    byVerdict[verdict]++
    totalExecutionTimeMs += executionTimeMs
    if (outputsMatch === true) exactMatches++
    if (outputsMatch === false) mismatches++
  }
  return {
    totalReplays,
    successfulReplays: byVerdict.match,
    failedReplays: totalReplays - byVerdict.match,
    exactMatches,
    mismatches,
    totalExecutionTimeMs,
    averageExecutionTimeMs: totalReplays === 0 ? 0 : totalExecutionTimeMs / totalReplays,
    byVerdict,
  }
}
