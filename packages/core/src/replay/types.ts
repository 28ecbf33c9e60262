import type { FieldChange, SnapshotDiff } from '../diff/index.js'
import type { MissKind } from '../effects/miss.js'
import type { ReplayError } from '../errors.js'
import type { PolicyViolation, ReplayPolicy } from '../policy/index.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { ReplayStatus, Verdict } from './verdict.js'

/**
 * How outcomes are compared. `strict`: same canonical text (key order is free, `-0` is not `0`, `undefined` is not
 * absent). `tolerant`: the same after Unicode NFC, unified line ends, collapsed white space, and numbers within
 * 1e-9 of each other.
 */
export type ReplayMode = 'strict' | 'tolerant'

export interface ReplayOptions {
  /** Default: that of the engine, which is `tolerant`. */
  readonly mode?: ReplayMode
  /** Default: none, every change of the outcome is a `mismatch`. */
  readonly policy?: ReplayPolicy
  /** Milliseconds before the verdict is `timeout`. Default: that of the decision, else of the engine (30,000). */
  readonly timeoutMs?: number
  /** Stops waiting; the replay then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** Something the code asked the world for and the recording does not hold. */
export interface EffectMiss {
  kind: MissKind
  /** What was asked for: `POST https://…`, or `effect "name"`. */
  asked: string
  /** 1 for the first contact of the replay. */
  position: number
  /** How many contacts were recorded, and how many of them had been used when the replay ended. */
  recorded: number
  used: number
  /** The recorded request that comes nearest, and what differs. */
  nearest?: { position: number; used: boolean; changes: FieldChange[] }
  message: string
}

export interface ReplayResult {
  snapshotId: string
  verdict: Verdict
  status: ReplayStatus
  /** Whether the outcome equals the recorded one by the mode; null where it was not compared. */
  outputsMatch: boolean | null
  /** Absent only when the verdict is `missing`. */
  originalSnapshot?: DecisionSnapshot
  replayedSnapshot?: DecisionSnapshot
  /** The first output of the replay. */
  replayOutput?: unknown
  diff: SnapshotDiff | null
  policyViolations: PolicyViolation[]
  warnings: string[]
  misses: EffectMiss[]
  /** Contacts with the network that the tape did not serve. */
  escapes: string[]
  /** Recorded contacts that the replay did not make. */
  unused: string[]
  /** Own time of the replay plus the waiting that was recorded; what latency is judged by. */
  executionTimeMs: number
  error?: ReplayError
}
