import type { FieldChange, SnapshotDiff } from '../diff/index.js'
import type { MissKind } from '../effects/miss.js'
import type { ReplayError } from '../errors.js'
import type { FieldScore, PolicyViolation, ReplayPolicy } from '../policy/index.js'
import type { ScorerChoice } from '../similarity/scorer-choice.js'
import type { DecisionSnapshot, Usage } from '../snapshot/types.js'
import type { SnapshotQuery } from '../store/store.js'
import type { OnProgress } from './progress.js'
import type { ReplayStatus, Verdict } from './verdict.js'

/**
 * How outcomes are compared. `strict`: same canonical text (key order is free, `-0` is not `0`, `undefined` is not
 * absent). `tolerant`: the same after Unicode NFC, unified line ends, collapsed white space, and numbers within
 * 1e-9 of each other.
 */
export type ComparingMode = 'strict' | 'tolerant'

/**
 * How a recording is checked: by running its decision and comparing the outcomes, or, `validation-only`, without calling
 * anything: see {@link ReplayEngine.validate}.
 */
export type ReplayMode = ComparingMode | 'validation-only'

/**
 * Who answers for the world: the recording, or, with `live`, the world itself. A live replay costs what its calls
 * cost; in CI it also takes `RETRIAL_LIVE=1`.
 */
export type EffectsMode = 'recorded' | 'live'

export interface ReplayOptions {
  /** Default: that of the engine, which is `tolerant`. */
  readonly mode?: ReplayMode
  /** Default: none, every change of the outcome is a `mismatch`. */
  readonly policy?: ReplayPolicy
  /** Default `recorded`. */
  readonly effects?: EffectsMode
  /** What is changed for this replay. */
  readonly overrides?: Overrides
  /**
   * How often the decision is run, 1 to 1,000. Default 1. One tape must give one answer: in a replay from the recording,
   * trials that differ are `nondeterministic`.
   */
  readonly trials?: number
  /** How many of the trials must match. Default `all`. */
  readonly pass?: TrialRule
  /** Milliseconds before the verdict is `timeout`. Default: that of the decision, else of the engine (30,000). */
  readonly timeoutMs?: number
  /** Stops waiting; the replay then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** What a replay is made with in the place of what was recorded. */
export interface Overrides {
  /** Inputs by name. The decision is called with them; the change is shown in the diff, and is no mismatch. */
  readonly inputs?: Readonly<Record<string, unknown>>
  /**
   * Another model or other parameters: every request to a model of a known provider counts as made with them, whatever
   * the code and the recording say, and live is made with them.
   */
  readonly modelParameters?: ModelOverride
  /** What the code finds of its surroundings: listed or not, environment variables; and where its chance comes from. */
  readonly context?: ContextOverride
}

/** Embeddings aside. At least one of the two. */
export interface ModelOverride {
  readonly modelName?: string
  /** JSON by the names that the provider has for them, such as `temperature`. The others stay. */
  readonly parameters?: Readonly<Record<string, unknown>>
}

export interface ContextOverride {
  /** Texts by name. The code reads them from `process.env`; the other variables stay. */
  readonly environmentVariables?: Readonly<Record<string, string>>
  /** A whole number, from which all chance of the call is derived in the place of the recorded seed. */
  readonly randomSeed?: number
}

/** How many of several trials must match: each, more than half, one, or a share above 0 and up to 1. */
export type TrialRule = 'all' | 'majority' | 'any' | { readonly rate: number }

export interface EngineOptions {
  /** How outcomes are compared unless a replay says otherwise. Default `tolerant`. */
  readonly mode?: ReplayMode
  /** Milliseconds a replay may take unless it or its decision says otherwise. Default 30,000. */
  readonly timeoutMs?: number
  /** Scores texts for rules of `semanticSimilarity` that name no scorer. Default: that of `configure`, else `local`. */
  readonly scorer?: ScorerChoice
}

export interface BatchOptions extends ReplayOptions {
  /** Replays under way at once, at least 1. Default 4. */
  readonly concurrency?: number
  /**
   * Called when a replay begins (status `running`) and when it has ended, in the order in which that happens. See
   * {@link OnProgress}.
   */
  readonly onProgress?: OnProgress
}

/** Which snapshots to replay: a list or stream of ids or of the snapshots themselves, or a query of the store. */
export type ReplayTargets =
  Iterable<string | DecisionSnapshot> | AsyncIterable<string | DecisionSnapshot> | SnapshotQuery

/** Something the code asked the world for and the recording does not hold. */
export interface EffectMiss {
  kind: MissKind
  /** What was asked for: `POST https://…`, or `effect "name"` with its arguments. */
  asked: string
  /** 1 for the first contact of the replay. */
  position: number
  /** How many contacts were recorded, and how many of them had been used when the replay ended. */
  recorded: number
  used: number
  /**
   * The recorded contact that comes nearest, and what differs: `request.body.model`, `args[0].id`, `name`. For the first
   * misses of a replay, as many as are shown (limit `shownChanges`).
   */
  nearest?: { position: number; used: boolean; changes: FieldChange[] }
  message: string
}

/** Where two replays of one recording part. */
export interface Divergence {
  /** `contact 2`, or the path of a field. */
  at: string
  /** What the first one did, and what the second. */
  first: string
  second: string
}

export interface ReplayResult {
  snapshotId: string
  verdict: Verdict
  status: ReplayStatus
  /** Whether the outcome equals the recorded one, or that of `acceptedVariant`, by the mode; null where it was not compared. */
  outputsMatch: boolean | null
  /**
   * The accepted variant that `outputsMatch`, `diff` and `policyViolations` speak of, 1 for the first in
   * `originalSnapshot.accepted`: the one that fits or, where none does, the nearest. Absent where they speak of the
   * recorded outcome, which comes first.
   */
  acceptedVariant?: number
  /** Absent only when the verdict is `missing`. */
  originalSnapshot?: DecisionSnapshot
  replayedSnapshot?: DecisionSnapshot
  /** The first output of the replay. */
  replayOutput?: unknown
  diff: SnapshotDiff | null
  policyViolations: PolicyViolation[]
  /** What rules of `semanticSimilarity` found, also where it was enough. Absent where there is no such rule. */
  scores?: FieldScore[]
  warnings: string[]
  misses: EffectMiss[]
  /** Contacts with the network that the tape did not serve. */
  escapes: string[]
  /** Recorded contacts that the replay did not make, each with its number: `contact 2 of 3, GET https://…`. */
  unused: string[]
  /**
   * Set where there was more than one: how many matched, the 95% interval (Wilson) for the rate, and of live ones
   * the tokens of all of them, where they are known.
   */
  trials?: { passed: number; total: number; interval: [number, number]; usage?: Usage }
  /** Rules of the policy that need a replay, where none was made; or why a policy found nothing to judge. */
  unchecked: string[]
  /** Set when the verdict is `nondeterministic`. */
  divergence?: Divergence
  /** Own time of the replay plus the waiting that was recorded; what latency is judged by. */
  executionTimeMs: number
  error?: ReplayError
}
