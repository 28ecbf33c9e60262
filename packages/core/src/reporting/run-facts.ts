import { VERDICTS, type Verdict } from '../replay/verdict.js'
import type { ReplayRow, RowKind } from './replay-row.js'

/** Milliseconds that half of the decisions, and 95 of 100, do not exceed. */
export interface Times {
  readonly p50: number
  readonly p95: number
}

/** What there is to count of the rows of a run. */
export interface RunFacts {
  readonly kinds: Readonly<Record<RowKind, number>>
  /** Of the replays, those that there are, in the order of `VERDICTS`. */
  readonly verdicts: readonly (readonly [Verdict, number])[]
  /** Absent where nothing ran. */
  readonly times?: Times
  /** Of the recordings of the same decisions; absent where no recording knows. */
  readonly recordedTimes?: Times
  readonly tokens: number
  readonly recordedTokens: number
  /** By name, in the order in which they were used. */
  readonly policies: readonly { readonly name: string; readonly held: number; readonly all: number }[]
  /** Violations by policy and rule, the most frequent first. */
  readonly rules: readonly (readonly [rule: string, count: number])[]
}

/** In one pass: there may be tens of thousands of rows at the end of a run. */
export function runFacts(rows: readonly ReplayRow[]): RunFacts {
  const kinds = { replayed: 0, recorded: 0, updated: 0, 'not-made': 0 }
  const byVerdict: Partial<Record<Verdict, number>> = {}
  const byPolicy = new Map<string, { name: string; held: number; all: number }>()
  const [ran, recorded]: [number[], number[]] = [[], []]
  let [tokens, recordedTokens] = [0, 0]
  for (const { kind, verdict, ok, policy, baseline, executionTimeMs, totalTokens = 0 } of rows) {
    kinds[kind]++
    if (kind === 'replayed') byVerdict[verdict] = (byVerdict[verdict] ?? 0) + 1
    if (kind !== 'not-made') {
      ran.push(executionTimeMs)
      if (baseline?.executionTimeMs !== undefined) recorded.push(baseline.executionTimeMs)
    }
    tokens += totalTokens
    recordedTokens += baseline?.totalTokens ?? 0
    if (policy !== undefined) {
      const counted = byPolicy.get(policy) ?? { name: policy, held: 0, all: 0 }
      counted.all++
      if (ok) counted.held++
      byPolicy.set(policy, counted)
    }
  }
  const [times, recordedTimes] = [timesOf(ran), timesOf(recorded)]
  return {
    kinds,
    verdicts: VERDICTS.flatMap((verdict) => {
      const count = byVerdict[verdict]
      return count === undefined ? [] : [[verdict, count]]
    }),
    ...(times === undefined ? {} : { times }),
    ...(recordedTimes === undefined ? {} : { recordedTimes }),
    tokens,
    recordedTokens,
    policies: [...byPolicy.values()],
    rules: rulesOf(rows),
  }
}

/** Those of rows that did not hold. */
function rulesOf(rows: readonly ReplayRow[]): RunFacts['rules'] {
  const byRule = new Map<string, number>()
  for (const { ok, policy = '', violations = [] } of rows) {
    if (ok) continue
    for (const { kind, ruleName } of violations) {
      const rule = `${policy} › ${kind === 'unlisted-change' ? 'no rule allows the change' : ruleName}`
      byRule.set(rule, (byRule.get(rule) ?? 0) + 1)
    }
  }
  return [...byRule].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
}

function timesOf(times: readonly number[]): Times | undefined {
  if (times.length === 0) return undefined
  const sorted = Float64Array.from(times).sort()
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) }
}

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

export function milliseconds(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`
}
