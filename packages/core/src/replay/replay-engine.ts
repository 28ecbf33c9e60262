import { callDecision } from '../decision/decision.js'
import type { DecisionDefinition } from '../decision/definition.js'
import { findDecision } from '../decision/registry.js'
import { diffSnapshots, type SnapshotDiff } from '../diff/index.js'
import { LIMITS } from '../limits.js'
import type { ReplayPolicy } from '../policy/index.js'
import type { ScorerChoice } from '../similarity/scorer-choice.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { readWithTexts, type ReadSnapshot } from '../store/read-snapshot.js'
import type { SnapshotStore } from '../store/store.js'
import { acceptVariant, removeVariant, type AcceptVariantOptions } from './accept-variant.js'
import { conclude } from './conclude.js'
import { checkSameDecision, notRegistered } from './decision-errors.js'
import type { ExecuteOptions } from './execute.js'
import { findRecorded, findRecordedSync, isSnapshot } from './find-recorded.js'
import { mapEach, mapInOrder, streamInOrder } from './in-order.js'
import {
  checkBatchOptions,
  checkCallOptions,
  checkEngineOptions,
  checkPolicy,
  checkReplayOptions,
  checkStore,
  checkSyncOptions,
  checkValidationOptions,
  type SyncReplayOptions,
} from './options.js'
import type { GivenOutcome } from './outcome-to-accept.js'
import { executeOptions, prepareReplay } from './prepare-replay.js'
import { argumentsOf, callPrepared, type Prepared } from './prepared.js'
import { Progress } from './progress.js'
import { replayLiveTrials } from './replay-live.js'
import { settledNow } from './replay-recorded.js'
import { StatsSum, type ReplayStats } from './replay-stats.js'
import { replayTrials, replayTrialsSync } from './replay-trials.js'
import { rerecord } from './rerecord.js'
import { runThunk } from './run-thunk.js'
import type { StopOptions } from './stopper.js'
import { checkTarget, isQuery, targetsIn } from './targets.js'
import { isThenable } from '../when-all.js'
import { validateSnapshot } from './validate.js'
import type {
  BatchOptions,
  ComparingMode,
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
  private readonly mode: ReplayMode
  private readonly timeoutMs: number
  private readonly scorer: ScorerChoice | undefined

  /** @throws UsageError `INVALID_OPTION`. */
  constructor(
    private readonly store: SnapshotStore,
    options: EngineOptions = {},
  ) {
    checkStore(store)
    checkEngineOptions(options)
    this.mode = options.mode ?? 'tolerant'
    this.timeoutMs = options.timeoutMs ?? LIMITS.timeoutMs
    this.scorer = options.scorer
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
    return await this.replayOne(target, options)
  }

  /** @param read set where it was just read, and checked by that, and the snapshots of the result are not looked at. */
  private async replayOne(
    target: string | DecisionSnapshot,
    options: ReplayOptions,
    read?: ReadSnapshot,
  ): Promise<ReplayResult> {
    if (read === undefined) checkTarget(target)
    options.signal?.throwIfAborted()
    const found = typeof target === 'string' ? findRecorded(this.store, target) : target
    // Each promise costs under vitest, which follows them all.
    const recorded = isThenable(found) ? await found : found
    if (!isSnapshot(recorded)) return recorded
    const mode = options.mode ?? this.mode
    if (mode === 'validation-only') return this.validated(recorded, options)
    const prepared = this.prepare(recorded, mode, options, read)
    if ('verdict' in prepared) return prepared
    if (options.effects === 'live') return this.replayLive(() => callPrepared(prepared), prepared, options)
    return await replayTrials(prepared, options.trials, options.pass)
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
    checkTarget(target)
    options.signal?.throwIfAborted()
    const recorded = typeof target === 'string' ? findRecordedSync(this.store, target) : target
    if (!isSnapshot(recorded)) return recorded
    const mode = options.mode ?? this.mode
    if (mode === 'validation-only') return settledNow(this.validated(recorded, options))
    const prepared = this.prepare(recorded, mode, options)
    return 'verdict' in prepared ? prepared : replayTrialsSync(prepared, options.trials, options.pass)
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
    return this.validated(recorded, policy === undefined ? {} : { policy })
  }

  /**
   * Replays one snapshot under a policy.
   *
   * @throws UsageError `INVALID_OPTION` also where there is no policy; else as {@link replay}.
   */
  async replayWithPolicy(
    target: string | DecisionSnapshot,
    policy: ReplayPolicy,
    mode = this.mode,
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
    checkTarget(target)
    options.signal?.throwIfAborted()
    const found = typeof target === 'string' ? findRecorded(this.store, target) : target
    // Each promise costs under vitest, which follows them all.
    const recorded = isThenable(found) ? await found : found
    if (!isSnapshot(recorded)) return recorded
    const mode = comparing(options.mode ?? this.mode)
    if (options.effects === 'live') {
      const definition = findDecision(recorded.functionName)
      return this.replayLive(thunk, { recorded, definition, mode, policy: options.policy }, options)
    }
    const optionsFor = (definition: DecisionDefinition): ExecuteOptions => {
      checkSameDecision(recorded, definition.name)
      return executeOptions(recorded, definition, options, this.timeoutMs)
    }
    const stop = this.stopOf(undefined, options)
    const run = await runThunk(thunk, optionsFor, stop)
    const judging = { scorer: this.scorer, stop: run.stop }
    return conclude({ recorded, ...run, judging }, mode, options.policy)
  }

  /** Replays many, and resolves with their results in the order of the targets. */
  async replayBatch(targets: ReplayTargets, options: BatchOptions = {}): Promise<ReplayResult[]> {
    checkBatchOptions(options)
    const items = targetsIn(targets, this.store, 'replayBatch()')
    return mapInOrder(items, options.concurrency ?? CONCURRENCY, this.eachOf(targets, options))
  }

  /**
   * Replays many, and gives their results one by one in the order of the targets. At most `concurrency` of them are in
   * memory, however many there are; stop taking them, and no more are made.
   */
  replayStream(
    targets: ReplayTargets,
    options: BatchOptions = {},
  ): AsyncGenerator<ReplayResult, void, undefined> {
    return streamInOrder(() => {
      checkBatchOptions(options, 'replayStream()')
      const items = targetsIn(targets, this.store, 'replayStream()')
      return { items, concurrency: options.concurrency ?? CONCURRENCY, map: this.eachOf(targets, options) }
    })
  }

  /** Replays many and adds up what they came to, in constant memory. */
  async getReplayStats(targets: ReplayTargets, options: BatchOptions = {}): Promise<ReplayStats> {
    checkBatchOptions(options, 'getReplayStats()')
    const sum = new StatsSum()
    const concurrency = options.concurrency ?? CONCURRENCY
    const add = (result: ReplayResult): void => {
      sum.add(result)
    }
    const read = options.onProgress === undefined && isQuery(targets) && readWithTexts(this.store, targets)
    if (read) {
      await mapEach(read, concurrency, (item) => this.replayOne(item.snapshot, options, item), add)
    } else {
      const items = targetsIn(targets, this.store, 'getReplayStats()')
      await mapEach(items, concurrency, this.eachOf(targets, options), add)
    }
    return sum.stats()
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
   * @param outcome the result of a replay of this recording, a snapshot of another call with this outcome, or the outcome
   * itself: `{ outputs: [{ name, value }] }` or `{ error: { name, message } }`. It is kept less its secrets.
   * @returns the recording as it is now.
   * @throws UsageError `DUPLICATE_VARIANT` for the recorded outcome and for one that was accepted already;
   * `SNAPSHOT_NOT_FOUND`, `CI_WRITE_REFUSED`, `INVALID_OPTION`; ValueError `LIMIT_EXCEEDED` (`acceptedVariants`),
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

  private validated(
    recorded: DecisionSnapshot,
    options: ReplayOptions,
  ): ReplayResult | Promise<ReplayResult> {
    checkValidationOptions(options)
    const definition = findDecision(recorded.functionName)
    return validateSnapshot(recorded, definition, options.policy, this.stopOf(definition, options))
  }

  /** One replay of many, which tells of its progress. */
  private eachOf(
    targets: ReplayTargets,
    { onProgress, concurrency: _concurrency, ...options }: BatchOptions,
  ): (target: string | DecisionSnapshot) => Promise<ReplayResult> {
    if (onProgress === undefined) return (target) => this.replayOne(target, options)
    const progress = new Progress(onProgress, targets)
    return async (target) => {
      options.signal?.throwIfAborted()
      checkTarget(target)
      const id = typeof target === 'string' ? target : target.id
      return progress.of(id, () => this.replayOne(target, options))
    }
  }

  private prepare(
    recorded: DecisionSnapshot,
    mode: ComparingMode,
    options: ReplayOptions,
    read?: ReadSnapshot,
  ): Prepared | ReplayResult {
    const defaults = { mode, timeoutMs: this.timeoutMs, scorer: this.scorer }
    return prepareReplay(recorded, options, defaults, read)
  }

  /** When a run that nothing is prepared for is no longer waited for. */
  private stopOf(
    definition: DecisionDefinition | undefined,
    { timeoutMs, signal }: StopSettings,
  ): StopOptions {
    return { timeoutMs: timeoutMs ?? definition?.options.timeoutMs ?? this.timeoutMs, signal }
  }

  private replayLive(
    thunk: () => unknown,
    { recorded, definition, mode, policy }: LiveTarget,
    { timeoutMs, signal, trials = 1, pass, overrides }: ReplayOptions,
  ): Promise<ReplayResult> {
    const live = {
      mode,
      policy,
      overrides,
      scorer: this.scorer,
      ...this.stopOf(definition, { timeoutMs, signal }),
    }
    return replayLiveTrials(thunk, recorded, live, trials, pass)
  }
}

interface StopSettings {
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

type LiveTarget = Pick<Prepared, 'recorded' | 'mode' | 'policy'> & {
  readonly definition: DecisionDefinition | undefined
}

/** Replays under way at once. */
const CONCURRENCY = 4

/** What is handed over as a call is compared, also by an engine that only validates. */
function comparing(mode: ReplayMode): ComparingMode {
  return mode === 'validation-only' ? 'tolerant' : mode
}
