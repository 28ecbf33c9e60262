import { VERDICTS, type Verdict } from '../replay/verdict.js'
import { countVerdicts } from './count-verdicts.js'
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

export function runFacts(rows: readonly ReplayRow[]): RunFacts {
  const kinds = { replayed: 0, recorded: 0, updated: 0, 'not-made': 0 }
  for (const { kind } of rows) kinds[kind]++
  const byVerdict = countVerdicts(rows.filter(({ kind }) => kind === 'replayed'))
  const ran = rows.filter(({ kind }) => kind !== 'not-made')
  const times = timesOf(ran.map(({ executionTimeMs }) => executionTimeMs))
  const recordedTimes = timesOf(ran.flatMap(({ baseline }) => baseline?.executionTimeMs ?? []))
  return {
    kinds,
    verdicts: VERDICTS.flatMap((verdict) => {
      const count = byVerdict[verdict]
      return count === undefined ? [] : [[verdict, count]]
    }),
    ...(times === undefined ? {} : { times }),
    ...(recordedTimes === undefined ? {} : { recordedTimes }),
    tokens: rows.reduce((sum, { totalTokens = 0 }) => sum + totalTokens, 0),
    recordedTokens: rows.reduce((sum, { baseline }) => sum + (baseline?.totalTokens ?? 0), 0),
    policies: policiesOf(rows),
    rules: rulesOf(rows),
  }
}

function policiesOf(rows: readonly ReplayRow[]): RunFacts['policies'] {
  const byName = new Map<string, { name: string; held: number; all: number }>()
  for (const { policy: name, ok } of rows) {
    if (name === undefined) continue
    const { held, all } = byName.get(name) ?? { held: 0, all: 0 }
    byName.set(name, { name, held: held + (ok ? 1 : 0), all: all + 1 })
  }
  return [...byName.values()]
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
