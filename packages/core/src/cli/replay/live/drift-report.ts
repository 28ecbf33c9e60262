import type { LiveSettings } from '../../../config/live-settings.js'
import { wilson } from '../../../replay/trials.js'
import { printable } from '../../../reporting/printable.js'
import type { DecisionSnapshot } from '../../../snapshot/types.js'
import type { Spending } from './budget.js'
import { spendingOf } from './spending-of.js'
import type { Trial } from './trial.js'

export const DRIFT_FORMAT = 'retrial-drift/1'

/** How far live answers are from what was recorded: JSON only, every text in it safe to print. */
export interface DriftReport {
  readonly format: typeof DRIFT_FORMAT
  /** ISO 8601. */
  readonly createdAt: string
  readonly store: string
  /** Trials of each recording. */
  readonly trials: number
  /** What scored the texts. */
  readonly scorer: string
  /** What this run has spent; null where nobody told. */
  readonly spent: { readonly calls: number; readonly tokens: number | null; readonly cost: number | null }
  /** Why it ended early; absent where it did not. */
  readonly stopped?: string
  /** Recordings that were not judged. */
  readonly left: number
  readonly decisions: readonly DriftOfDecision[]
  readonly recordings: readonly DriftOfRecording[]
}

export interface Rate {
  readonly passed: number
  readonly total: number
  /** The 95% interval (Wilson). */
  readonly interval: readonly [number, number]
}

export interface Drift {
  readonly functionName: string
  /** Trials that matched. */
  readonly consistency: Rate
  /** Of the least alike text of each trial, 0 to 1; absent where the outcomes hold no prose. */
  readonly similarity?: { readonly min: number; readonly median: number }
  /** Short texts that came out otherwise, and how often. */
  readonly labels: readonly { readonly change: string; readonly times: number }[]
  /** All tokens of a call as it was recorded and, on average, live; null where nobody told. */
  readonly tokens: { readonly recorded: number | null; readonly live: number | null }
  /** US dollars of a call, likewise. */
  readonly cost: { readonly recorded: number | null; readonly live: number | null }
}

export interface DriftOfRecording extends Drift {
  readonly id: string
  readonly hash: string
  readonly similarities: readonly number[]
}

/** A decision: its trials together, which are alike where they are of one recording, and its recordings one by one. */
export interface DriftOfDecision extends Drift {
  /** Recordings all trials of which matched. */
  readonly held: Rate
}

export function driftOf(
  recorded: DecisionSnapshot,
  trials: readonly [Trial, ...Trial[]],
  settings: LiveSettings,
): DriftOfRecording {
  const { id, contentHash, functionName } = recorded
  const before = spendingOf(recorded, settings)
  const similarities = trials.flatMap(({ similarity }) => similarity ?? [])
  return {
    id: printable(id),
    hash: contentHash,
    functionName: printable(functionName),
    consistency: rate(trials.filter(({ row }) => row.verdict === 'match').length, trials.length),
    ...summed(similarities),
    similarities,
    labels: counted(trials.flatMap(({ labels }) => labels).map((change) => ({ change, times: 1 }))),
    tokens: { recorded: before.tokens ?? null, live: mean(trials, ({ tokens }) => tokens) },
    cost: { recorded: before.cost ?? null, live: mean(trials, ({ cost }) => cost) },
  }
}

/** The decisions of these recordings, in the order of their names. */
export function driftByDecision(recordings: readonly DriftOfRecording[]): DriftOfDecision[] {
  const names = [...new Set(recordings.map(({ functionName }) => functionName))].sort()
  return names.map((functionName) => {
    const own = recordings.filter((one) => one.functionName === functionName)
    const sum = (pick: (one: DriftOfRecording) => number): number =>
      own.reduce((all, one) => all + pick(one), 0)
    const average = (pick: (one: DriftOfRecording) => number | null): number | null =>
      own.some((one) => pick(one) === null) ? null : sum((one) => pick(one) ?? 0) / own.length
    return {
      functionName,
      consistency: rate(
        sum(({ consistency }) => consistency.passed),
        sum(({ consistency }) => consistency.total),
      ),
      held: rate(own.filter(({ consistency: { passed, total } }) => passed === total).length, own.length),
      ...summed(own.flatMap(({ similarities }) => similarities)),
      labels: counted(own.flatMap(({ labels }) => labels)),
      tokens: {
        recorded: average(({ tokens }) => tokens.recorded),
        live: average(({ tokens }) => tokens.live),
      },
      cost: { recorded: average(({ cost }) => cost.recorded), live: average(({ cost }) => cost.live) },
    }
  })
}

function rate(passed: number, total: number): Rate {
  return { passed, total, interval: wilson(passed, total) }
}

function summed(similarities: readonly number[]): Pick<Drift, 'similarity'> {
  if (similarities.length === 0) return {}
  const sorted = [...similarities].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const [low = 0, high = 0] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  return { similarity: { min: sorted[0] ?? 0, median: (low + high) / 2 } }
}

/** The most frequent first. */
function counted(labels: Drift['labels']): Drift['labels'] {
  const counts = new Map<string, number>()
  for (const { change, times } of labels) counts.set(change, (counts.get(change) ?? 0) + times)
  return [...counts]
    .map(([change, times]) => ({ change, times }))
    .sort((a, b) => b.times - a.times || (a.change < b.change ? -1 : 1))
}

function mean(trials: readonly Trial[], pick: (spent: Spending) => number | undefined): number | null {
  const values = trials.flatMap(({ spent }) => pick(spent) ?? [])
  return values.length < trials.length ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
