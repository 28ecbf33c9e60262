import { NumberList } from './number-list.js'
import { sameOutcome } from './same-outcome.js'
import type { ReplayResult } from './types.js'
import { usageOf } from './usage-of.js'
import { VERDICTS, type Verdict } from './verdict.js'

/** Counts over many replays. */
export interface ReplayStats {
  totalReplays: number
  /** Verdict `match`. */
  successfulReplays: number
  failedReplays: number
  /** Of the failed ones: no decision was registered to run. */
  pendingReplays: number
  /** Of the failed ones: verdict `error`, a decision that is not registered included. */
  erroredReplays: number
  /** Outcome the same as the recorded one, or as the accepted variant that it was compared with, to the canonical byte. */
  exactMatches: number
  /** Outcome the same by the mode `tolerant`, and not exactly. */
  tolerantMatches: number
  /** Outcome another one by the mode, whatever a policy says. */
  mismatches: number
  /** Share of the replays that matched, 0 to 1; 0 when there was none. */
  successRate: number
  totalExecutionTimeMs: number
  /** Of the replays that ran, as are the percentiles; 0 when there was none. */
  averageExecutionTimeMs: number
  /** Percentiles of `executionTimeMs` by nearest rank; 0 when there was none. */
  p50ExecutionTimeMs: number
  p95ExecutionTimeMs: number
  p99ExecutionTimeMs: number
  /** Tokens of the replays of which they are known, of all trials of live ones. */
  totalTokens: number
  /** Absent where no provider gave one. */
  cost?: number
  byVerdict: Record<Verdict, number>
  byFunction: Record<string, { totalReplays: number; successfulReplays: number }>
  /** Violations by policy and rule: `triage stays steady › exactMatch(output.label)`. */
  byRule: Record<string, number>
}

/** What of a result is counted. */
export type Counted = Pick<ReplayResult, 'verdict' | 'outputsMatch' | 'executionTimeMs'> &
  Partial<
    Pick<
      ReplayResult,
      'status' | 'policyViolations' | 'originalSnapshot' | 'replayedSnapshot' | 'acceptedVariant' | 'trials'
    >
  >

/** Adds up results, or anything that holds the same facts of one. */
export function replayStats(results: Iterable<Counted>): ReplayStats {
  const sum = new StatsSum()
  for (const result of results) sum.add(result)
  return sum.stats()
}

/** Adds up results as they come; of each, only its time is kept. */
export class StatsSum {
  private readonly byVerdict = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<
    Verdict,
    number
  >
  private readonly byFunction = new Map<string, { totalReplays: number; successfulReplays: number }>()
  private readonly byRule = new Map<string, number>()
  private readonly times = new NumberList()
  private total = 0
  private pending = 0
  private exactMatches = 0
  private tolerantMatches = 0
  private mismatches = 0
  private totalTokens = 0
  private cost: number | undefined

  add(counted: Counted): void {
    const { verdict, outputsMatch, executionTimeMs, status, policyViolations = [] } = counted
    this.byVerdict[verdict]++
    this.total++
    // What did not run took no time, which is none to count.
    if (executionTimeMs > 0) this.times.push(executionTimeMs)
    if (status === 'pending') this.pending++
    if (outputsMatch === true) {
      if (isExact(counted)) this.exactMatches++
      else this.tolerantMatches++
    }
    if (outputsMatch === false) this.mismatches++
    for (const { policy, ruleName } of policyViolations) {
      const rule = `${policy} › ${ruleName}`
      this.byRule.set(rule, (this.byRule.get(rule) ?? 0) + 1)
    }
    this.addFunction(counted.originalSnapshot?.functionName, verdict === 'match')
    const usage = usageOf(counted)
    this.totalTokens += usage?.totalTokens ?? 0
    if (usage?.cost !== undefined) this.cost = (this.cost ?? 0) + usage.cost
  }

  stats(): ReplayStats {
    const times = this.times.sorted()
    const totalTime = times.reduce((sum, time) => sum + time, 0)
    return {
      totalReplays: this.total,
      successfulReplays: this.byVerdict.match,
      failedReplays: this.total - this.byVerdict.match,
      pendingReplays: this.pending,
      erroredReplays: this.byVerdict.error,
      exactMatches: this.exactMatches,
      tolerantMatches: this.tolerantMatches,
      mismatches: this.mismatches,
      successRate: this.total === 0 ? 0 : this.byVerdict.match / this.total,
      totalExecutionTimeMs: totalTime,
      averageExecutionTimeMs: times.length === 0 ? 0 : totalTime / times.length,
      p50ExecutionTimeMs: percentile(times, 0.5),
      p95ExecutionTimeMs: percentile(times, 0.95),
      p99ExecutionTimeMs: percentile(times, 0.99),
      totalTokens: this.totalTokens,
      ...(this.cost === undefined ? {} : { cost: this.cost }),
      byVerdict: { ...this.byVerdict },
      byFunction: Object.fromEntries(this.byFunction),
      byRule: Object.fromEntries(this.byRule),
    }
  }

  private addFunction(name: string | undefined, matched: boolean): void {
    if (name === undefined) return
    const counts = this.byFunction.get(name) ?? { totalReplays: 0, successfulReplays: 0 }
    counts.totalReplays++
    if (matched) counts.successfulReplays++
    this.byFunction.set(name, counts)
  }
}

/** Where the snapshots are not at hand, what the mode found is all that is known. */
function isExact({ originalSnapshot, replayedSnapshot, acceptedVariant }: Counted): boolean {
  const compared =
    acceptedVariant === undefined ? originalSnapshot : originalSnapshot?.accepted?.[acceptedVariant - 1]
  if (compared === undefined || replayedSnapshot === undefined) return true
  return sameOutcome(compared, replayedSnapshot)
}

/** By nearest rank: the smallest time that at least this share of the sorted ones do not exceed. */
function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
