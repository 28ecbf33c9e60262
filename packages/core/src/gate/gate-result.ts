import type { GateBudgets } from '../config/gate-budgets.js'
import type { ReportedChange, ReportedModel } from '../reporting/replay-row.js'
import type { RunCommit } from '../reporting/report/run-report.js'
import type { Verdict } from '../replay/verdict.js'

export const GATE_FORMAT = 'retrial-gate/1'

/**
 * What a pull request changes, as JSON: every text in it safe to print, every list in a stable order. The same evidence
 * always gives the same result.
 */
export interface GateResult {
  readonly format: typeof GATE_FORMAT
  /** `incomparable`: the evidence is not whole, or does not allow an answer. */
  readonly outcome: 'passed' | 'failed' | 'incomparable'
  /** 0 for `passed`, 1 for `failed`, 3 for `incomparable`. */
  readonly exitCode: 0 | 1 | 3
  /** One line. */
  readonly verdict: string
  /** Why it did not pass, what weighs most first. */
  readonly reasons: readonly GateReason[]
  readonly base: GateSide
  readonly head: GateSide
  /** Those in force; defaults are left out. */
  readonly budgets: GateBudgets
  /** Decisions that hold on the base and fail on the head, or fail in a way in which they did not. */
  readonly newViolations: readonly FailedDecision[]
  readonly stillFailing: readonly FailedDecision[]
  /** They failed on the base and hold on the head. */
  readonly fixed: readonly DecisionName[]
  /** Baselines that hold something else than on the base. */
  readonly changedBaselines: readonly ChangedBaseline[]
  readonly addedBaselines: readonly DecisionName[]
  readonly removedBaselines: readonly DecisionName[]
  /** The same recordings under another id or in another store. */
  readonly movedBaselines: readonly MovedBaseline[]
  /** Baselines that are there and that the head did not replay though the base did, or may have. */
  readonly lostCoverage: readonly DecisionName[]
  /** Baselines that are there and that neither side replayed. */
  readonly notReplayed: readonly DecisionName[]
  /** Decisions, or tests of some, without any baseline on the head. */
  readonly withoutBaseline: readonly string[]
  readonly policyChanges: readonly PolicyFinding[]
  /** Decisions of which the two sides cannot be compared: another model, or other parameters. */
  readonly modelChanges: readonly ModelChange[]
  /** Decisions with live replays or several trials. */
  readonly samples: readonly SampleComparison[]
  readonly cost?: CostComparison
  readonly oldBaselines: readonly OldBaseline[]
  readonly notes: readonly string[]
}

export interface GateReason {
  readonly code: GateReasonCode
  readonly message: string
}

export type GateReasonCode =
  | 'EVIDENCE'
  | 'NEW_VIOLATIONS'
  | 'REMOVED_BASELINES'
  | 'LOST_COVERAGE'
  | 'LOOSENED_POLICIES'
  | 'PASS_RATE'
  | 'COVERAGE'
  | 'COST'
  | 'COST_UNKNOWN'
  | 'CHANGED_POLICIES'
  | 'MODEL_CHANGED'
  | 'INSUFFICIENT_SAMPLE'

export interface GateSide {
  readonly name: string
  readonly runner?: string
  readonly createdAt?: string
  readonly commit?: RunCommit
  /** Baselines there are; absent where that is not known. */
  readonly baselines?: number
  /** Baselines that were replayed, and how many of them held. Absent where there is no report. */
  readonly replayed?: number
  readonly held?: number
}

export interface DecisionName {
  readonly store: string
  readonly id: string
  readonly functionName?: string
}

export interface FailedDecision {
  /** Absent where nothing was replayed. */
  readonly store?: string
  readonly id: string
  readonly functionName?: string
  readonly verdict: Verdict
  readonly policy?: string
  readonly test?: string
  readonly file?: string
  readonly location?: { readonly line: number; readonly column: number }
  /** What went wrong, a line each. */
  readonly details: readonly string[]
}

export interface ChangedBaseline extends DecisionName {
  readonly before: string
  readonly after: string
  /** Edited by hand: its content is not what its hash says. */
  readonly edited?: true
  /** Absent where one of the recordings is not at hand. */
  readonly changes?: readonly ReportedChange[]
  readonly omittedChanges?: number
}

export interface MovedBaseline extends DecisionName {
  readonly from: { readonly store: string; readonly id: string }
}

/** What became of how decisions are judged. */
export interface PolicyFinding {
  /** `changed`: nobody can say whether it allows more or less. */
  readonly move: 'loosened' | 'tightened' | 'changed'
  /** Names of the policies; null where decisions are judged by the mode alone. */
  readonly before: string | null
  readonly after: string | null
  /** What changed, from what to what: `semanticSimilarity(output.reply): minSimilarity 0.8 → 0.5`. */
  readonly what: string
  readonly decisions: readonly DecisionName[]
}

export interface ModelChange extends DecisionName {
  /** `baseline`: it was recorded with another one. `replay`: the code now asks another one than the baseline. */
  readonly where: 'baseline' | 'replay'
  readonly before: ReportedModel | null
  readonly after: ReportedModel | null
}

export interface SampleComparison extends DecisionName {
  readonly base: { readonly passed: number; readonly total: number }
  readonly head: { readonly passed: number; readonly total: number }
  /** By Fisher's exact test, one-sided: how probable so few matches are if the head is no worse. */
  readonly p: number
  /** What `p` must be below: 0.05, divided by the number of decisions that are compared so. */
  readonly level: number
  /**
   * `worse`: shown. `not-shown`: the trials would have shown a large difference, and show none. `insufficient-sample`: with
   * so few trials not even a head that never matches would show.
   */
  readonly answer: 'worse' | 'not-shown' | 'insufficient-sample'
}

export interface CostComparison {
  readonly unit: 'usd' | 'tokens'
  readonly decisions: number
  readonly before: number
  readonly after: number
  /** Absent from 0. */
  readonly percent?: number
}

export interface OldBaseline extends DecisionName {
  readonly createdAt: string
  readonly days: number
}
