import type { FieldChange } from '../diff/index.js'
import type { FieldScore, PolicyViolation, ReplayPolicy } from '../policy/index.js'
import type { EffectMiss, EffectsMode, ReplayMode, ReplayResult, TrialRule } from '../replay/types.js'
import type { Verdict } from '../replay/verdict.js'
import { explainResult } from './explain-result.js'
import { printable } from './printable.js'
import { reportedBaseline } from './reported-baseline.js'
import { reportedFaults } from './reported-faults.js'
import { changedModel } from './reported-model.js'
import { reportedPolicy } from './report/reported-policy.js'

/** What became of a baseline in this run; `not-made` is an assertion that came to no replay at all. */
export type RowKind = 'replayed' | 'recorded' | 'updated' | 'not-made'

/**
 * One checked decision, as matchers hand it to reporters: plain JSON, and every text in it safe to print. It crosses
 * processes and runner versions, so it only ever grows.
 */
export interface ReplayRow {
  readonly kind: RowKind
  readonly id: string
  /** The baseline store, as {@link storeName} has it; absent where nothing was replayed. */
  readonly store?: string
  /** Ids of further baselines of that store that the assertion used. */
  readonly uses?: readonly string[]
  readonly functionName?: string
  readonly verdict: Verdict
  readonly outputsMatch: boolean | null
  /** The accepted variant that the verdict speaks of, 1 for the first; absent where it is the recorded outcome. */
  readonly acceptedVariant?: number
  /** Set where there was more than one: how many matched, and the 95% interval for the rate. */
  readonly trials?: Omit<NonNullable<ReplayResult['trials']>, 'usage'>
  /** How many of the trials had to match; absent where there was one. */
  readonly pass?: TrialRule
  /** Whether the assertion held, `.not` taken into account. */
  readonly ok: boolean
  readonly policy?: string
  /** Which of the policies of the report that is. */
  readonly policyHash?: string
  readonly effects?: EffectsMode
  readonly mode?: ReplayMode
  /** What it was compared with; absent where there was no recording. */
  readonly baseline?: ReportedBaseline
  readonly executionTimeMs: number
  readonly totalTokens?: number
  /** The model that answered in the replay, where it is not that of the baseline. */
  readonly model?: ReportedModel
  /** What broke the policy: the first `LIMITS.shownChanges`; `omittedViolations` counts the rest. */
  readonly violations?: readonly ReportedViolation[]
  readonly omittedViolations?: number
  /** What changed, as texts that are cut at `LIMITS.shownValue`; the first `LIMITS.shownChanges`, the rest is counted. */
  readonly changes?: readonly ReportedChange[]
  readonly omittedChanges?: number
  readonly misses?: readonly ReportedMiss[]
  /** Where in its test file the assertion stands, 1 for the first line and column. */
  readonly location?: { readonly line: number; readonly column: number }
  /** What went wrong, a line each; empty when `ok`. */
  readonly details: readonly string[]
  /** What there is to say of one that is `ok`; absent where there is nothing. */
  readonly warnings?: readonly string[]
  /** How alike fields were to what was recorded; absent where no rule asked. */
  readonly scores?: readonly FieldScore[]
}

/** The recording of a row. */
export interface ReportedBaseline {
  /** Its content hash, `sha256:…`. */
  readonly hash: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly tags: Readonly<Record<string, string>>
  readonly executionTimeMs?: number
  readonly totalTokens?: number
  /** In US dollars. */
  readonly cost?: number
  readonly model?: ReportedModel
}

export interface ReportedModel {
  readonly name: string
  readonly version?: string
  readonly provider?: string
  /** SHA-256 of the parameters, canonical: differs where any of them does. */
  readonly parametersHash: string
}

export type ReportedViolation = Pick<
  PolicyViolation,
  | 'ruleName'
  | 'comparator'
  | 'kind'
  | 'absolute'
  | 'field'
  | 'expected'
  | 'actual'
  | 'score'
  | 'threshold'
  | 'message'
>

export interface ReportedChange {
  readonly fieldPath: string
  readonly changeType: FieldChange['changeType']
  /** As the value reads, such as `"refund"` or `0.97`. */
  readonly oldValue?: string
  readonly newValue?: string
}

export type ReportedMiss = Pick<EffectMiss, 'kind' | 'asked' | 'position' | 'message'> & {
  readonly nearest?: { readonly position: number; readonly changes: readonly ReportedChange[] }
}

/** What a decision was held to. */
export interface Judged {
  readonly policy?: ReplayPolicy | undefined
  readonly mode?: ReplayMode | undefined
  /** Absent where nothing was called. */
  readonly effects?: EffectsMode | undefined
  /** How many of several trials had to match. Default: all. */
  readonly pass?: TrialRule | undefined
}

/** One for all rows: what crosses processes by structured clone has it once. */
const NO_DETAILS: readonly string[] = Object.freeze([])

/** The row of a replay. */
export function replayRow(
  result: ReplayResult,
  kind: RowKind,
  ok: boolean,
  { policy, mode, effects, pass = 'all' }: Judged = {},
): ReplayRow {
  const { originalSnapshot, replayedSnapshot, verdict, outputsMatch, executionTimeMs } = result
  const totalTokens = replayedSnapshot?.usage?.totalTokens
  const model = changedModel(originalSnapshot?.modelParameters, replayedSnapshot?.modelParameters)
  // Filled in one by one: objects that are spread into each other cost more than all that is in them.
  const row: Filled<ReplayRow> = {
    kind,
    id: printable(result.snapshotId),
    verdict,
    outputsMatch,
    ok,
    executionTimeMs,
    details: ok ? NO_DETAILS : explainResult(result),
  }
  if (originalSnapshot !== undefined) {
    row.functionName = printable(originalSnapshot.functionName)
    row.baseline = reportedBaseline(originalSnapshot)
  }
  if (result.acceptedVariant !== undefined) row.acceptedVariant = result.acceptedVariant
  if (result.trials !== undefined) {
    const { passed, total, interval } = result.trials
    row.trials = { passed, total, interval }
    row.pass = pass
  }
  if (policy !== undefined) {
    row.policy = printable(policy.name)
    row.policyHash = reportedPolicy(policy).hash
  }
  if (effects !== undefined) row.effects = effects
  if (mode !== undefined) row.mode = mode
  if (totalTokens !== undefined) row.totalTokens = totalTokens
  if (model !== undefined) row.model = model
  if (mayHaveFaults(result)) Object.assign(row, reportedFaults(result))
  if (ok && result.warnings.length > 0) row.warnings = result.warnings.map(printable)
  if (result.scores !== undefined) row.scores = result.scores.map(printableScore)
  return row
}

type Filled<T> = { -readonly [Key in keyof T]: T[Key] }

function mayHaveFaults({ diff, misses, policyViolations }: ReplayResult): boolean {
  return diff !== null || misses.length > 0 || policyViolations.length > 0
}

function printableScore({ field, scorer, ...score }: FieldScore): FieldScore {
  return { ...score, field: printable(field), scorer: printable(scorer) }
}
