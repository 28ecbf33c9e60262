import { callDecision } from '../decision/decision.js'
import { findDecision } from '../decision/registry.js'
import { diffSnapshots, type SnapshotDiff } from '../diff/index.js'
import { LIMITS } from '../limits.js'
import type { ReplayPolicy } from '../policy/index.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { acceptVariant, removeVariant, type AcceptVariantOptions } from './accept-variant.js'
import { notRegistered } from './decision-errors.js'
import type { EngineSettings } from './engine-settings.js'
import {
  checkCallOptions,
  checkEngineOptions,
  checkPolicy,
  checkReplayOptions,
  checkStore,
  checkSyncOptions,
  type SyncReplayOptions,
} from './options.js'
import type { GivenOutcome } from './outcome-to-accept.js'
import { argumentsOf } from './prepared.js'
import { replayCall } from './replay-call.js'
import { replayBatch, replayStream, replayToStats } from './replay-many.js'
import { replayOne, replayOneSync, validateOne } from './replay-one.js'
import type { ReplayStats } from './replay-stats.js'
import { rerecord } from './rerecord.js'
import { checkTarget } from './targets.js'
import type {
  BatchOptions,
  EngineOptions,
  ReplayMode,
  ReplayOptions,
  ReplayResult,
  ReplayTargets,
} from './types.js'

/**
 * Re-runs real decisions on recorded inputs, the recording answering for the world, and judges what they come to.
 *
 * Whatever is about the decision is a result with a verdict; only wrong use rejects.
 */
export class ReplayEngine {
  private readonly settings: EngineSettings

  /** @throws UsageError `INVALID_OPTION`. */
  constructor(
    private readonly store: SnapshotStore,
    options: EngineOptions = {},
  ) {
    checkStore(store)
    checkEngineOptions(options)
    const { mode = 'tolerant', timeoutMs = LIMITS.timeoutMs, scorer } = options
    this.settings = { store, mode, timeoutMs, scorer }
  }

  /**
   * Replays one snapshot, by id or as it is. A failure is replayed once more: code that answers one recording in two
   * ways is `nondeterministic`.
   *
   * @throws UsageError `INVALID_OPTION` or `LIVE_IN_CI`; StoreError `STORE_CLOSED`; the reason of `signal`.
   */
  async replay(target: string | DecisionSnapshot, options: ReplayOptions = {}): Promise<ReplayResult> {
    checkReplayOptions(options)
    // Awaited: a promise that is returned as it is takes two turns more.
    return await replayOne(this.settings, target, options)
  }

  /**
   * The same for a synchronous decision and a store that can be read without waiting, on the same code. A contact that
   * the decision begins and does not wait for is not seen: use {@link replay} where there may be one. What takes longer
   * than `timeoutMs` is a `timeout` once it is over; a `signal` that has aborted before stops it.
   *
   * @throws UsageError `INVALID_OPTION`, also for a decision, a check of the policy or a scorer that gives a promise.
   */
  replaySync(target: string | DecisionSnapshot, options: SyncReplayOptions = {}): ReplayResult {
    checkSyncOptions(options)
    return replayOneSync(this.settings, target, options)
  }

  /**
   * Checks one recording without calling its decision: format, content hash, types, input schema, and the rules of the
   * policy that judge a value by itself. Rules that compare are named in `unchecked`, and the verdict is `unchecked` then.
   *
   * @throws UsageError `SNAPSHOT_NOT_FOUND`; StoreError when it cannot be read.
   */
  async validate(target: string | DecisionSnapshot, policy?: ReplayPolicy): Promise<ReplayResult> {
    checkReplayOptions(policy === undefined ? {} : { policy }, 'validate()')
    checkTarget(target)
    const recorded = typeof target === 'string' ? await this.store.load(target) : target
    return validateOne(this.settings, recorded, policy === undefined ? {} : { policy })
  }

  /**
   * Replays one snapshot under a policy.
   *
   * @throws UsageError `INVALID_OPTION` also where there is no policy; else as {@link replay}.
   */
  async replayWithPolicy(
    target: string | DecisionSnapshot,
    policy: ReplayPolicy,
    mode: ReplayMode = this.settings.mode,
  ): Promise<ReplayResult> {
    checkPolicy(policy)
    return await this.replay(target, { policy, mode })
  }

  /**
   * Runs `thunk` with the one decision it calls inside a replay of a snapshot, and compares inputs and outcome.
   *
   * @throws DecisionError `NOT_ONE_DECISION`, or `DECISION_CONFLICT` when the snapshot is of another decision.
   */
  async replayCall(
    thunk: () => unknown,
    target: string | DecisionSnapshot,
    options: ReplayOptions = {},
  ): Promise<ReplayResult> {
    checkReplayOptions(options, 'replayCall()')
    checkCallOptions(options)
    return await replayCall(this.settings, thunk, target, options)
  }

  /** Replays many, and resolves with their results in the order of the targets. */
  async replayBatch(targets: ReplayTargets, options: BatchOptions = {}): Promise<ReplayResult[]> {
    return replayBatch(this.settings, targets, options)
  }

  /**
   * Replays many, and gives their results one by one in the order of the targets. At most `concurrency` of them are in
   * memory, however many there are; stop taking them, and no more are made.
   */
  replayStream(
    targets: ReplayTargets,
    options: BatchOptions = {},
  ): AsyncGenerator<ReplayResult, void, undefined> {
    return replayStream(this.settings, targets, options)
  }

  /** Replays many and adds up what they came to, in constant memory. */
  async getReplayStats(targets: ReplayTargets, options: BatchOptions = {}): Promise<ReplayStats> {
    return replayToStats(this.settings, targets, options)
  }

  /**
   * Calls the decision of a snapshot for real on the recorded inputs, and puts the new recording, tape and all, in the
   * place of the old one in one atomic step.
   *
   * @returns the new recording.
   * @throws UsageError `SNAPSHOT_NOT_FOUND`; DecisionError `DECISION_NOT_REGISTERED`; UsageError `LIVE_IN_CI` or
   * `CI_WRITE_REFUSED` in a CI job; RecordingError `RECORDING_FAILED` when the world failed: the old one stays then.
   */
  async rerecord(id: string): Promise<DecisionSnapshot> {
    const recorded = await this.store.load(id)
    const definition = findDecision(recorded.functionName)
    if (definition === undefined) throw notRegistered(recorded)
    const args = argumentsOf(recorded.inputs)
    return rerecord(() => callDecision(definition, undefined, args), recorded, this.store)
  }

  /**
   * Accepts another outcome beside the recorded one, in one atomic step: from now on a replay that comes to it, by the
   * mode and the policy of that replay, matches. Recording anew, also with `-u`, drops all that was accepted.
   *
   * @param outcome the result of a replay of this recording, a snapshot of another call with the same inputs, or the outcome
   * itself: `{ outputs: [{ name, value }] }` or `{ error: { name, message } }`. It is kept less its secrets.
   * @returns the recording as it is now.
   * @throws UsageError `DUPLICATE_VARIANT` for the recorded outcome and for one that was accepted already;
   * `DECISION_CONFLICT` for a snapshot of another decision; `SNAPSHOT_NOT_FOUND`, `CI_WRITE_REFUSED`, `INVALID_OPTION`; ValueError `LIMIT_EXCEEDED` (`acceptedVariants`),
   * `INVALID_SNAPSHOT` where the recording was edited by hand.
   */
  async acceptVariant(
    id: string,
    outcome: ReplayResult | DecisionSnapshot | GivenOutcome,
    options: AcceptVariantOptions = {},
  ): Promise<DecisionSnapshot> {
    return acceptVariant(this.store, id, outcome, options)
  }

  /**
   * Takes an accepted variant out of a recording; those behind it move up.
   *
   * @param number 1 for the first.
   * @returns the recording as it is now.
   * @throws UsageError `INVALID_OPTION`, `SNAPSHOT_NOT_FOUND`, `CI_WRITE_REFUSED`; ValueError `INVALID_SNAPSHOT`.
   */
  async removeVariant(id: string, number: number): Promise<DecisionSnapshot> {
    return removeVariant(this.store, id, number)
  }

  /** @throws UsageError `SNAPSHOT_NOT_FOUND`; StoreError when the store cannot be read. */
  async diff(idA: string, idB: string): Promise<SnapshotDiff> {
    return diffSnapshots(await this.store.load(idA), await this.store.load(idB))
  }
}
