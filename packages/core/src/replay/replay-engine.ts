import type { DecisionDefinition } from '../decision/definition.js'
import { decisionNames, findDecision } from '../decision/registry.js'
import { diffSnapshots, type SnapshotDiff } from '../diff/index.js'
import { tapsNode } from '../effects/http/http-taps.js'
import { DecisionError, isReplayError, UsageError, type ReplayError } from '../errors.js'
import { LIMITS } from '../limits.js'
import type { ReplayPolicy } from '../policy/index.js'
import { leaveOpen } from '../snapshot/build.js'
import { copyOf } from '../snapshot/copy.js'
import { redactorOfCall } from '../snapshot/redaction/settings.js'
import { checkSnapshotShape } from '../snapshot/serialize.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotQuery, SnapshotStore } from '../store/store.js'
import { conclude, failedResult, unconcluded } from './conclude.js'
import { startExecution, type ExecuteOptions } from './execute.js'
import { mapInOrder } from './in-order.js'
import { checkBatchOptions, checkEngineOptions, checkReplayOptions } from './options.js'
import { replayStats, type ReplayStats } from './replay-stats.js'
import { runThunk } from './run-thunk.js'
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
  private readonly mode: ReplayMode
  private readonly timeoutMs: number

  /** @throws UsageError `INVALID_OPTION`. */
  constructor(
    private readonly store: SnapshotStore,
    options: EngineOptions = {},
  ) {
    checkEngineOptions(options)
    this.mode = options.mode ?? 'tolerant'
    this.timeoutMs = options.timeoutMs ?? LIMITS.timeoutMs
  }

  /**
   * Replays one snapshot, by id or as it is.
   *
   * @throws UsageError `INVALID_OPTION`; StoreError `STORE_CLOSED`; the reason of `signal`.
   */
  async replay(target: string | DecisionSnapshot, options: ReplayOptions = {}): Promise<ReplayResult> {
    checkReplayOptions(options)
    checkTarget(target)
    const recorded = typeof target === 'string' ? await this.find(target) : target
    if (!isSnapshot(recorded)) return recorded
    const definition = findDecision(recorded.functionName)
    if (definition === undefined) return notRegistered(recorded)
    const args = argumentsOf(recorded)
    if (isReplayError(args))
      return failedResult({ ...unconcluded(recorded.id), originalSnapshot: recorded }, args)
    const executeOptions = this.executeOptions(recorded, definition, options)
    leaveOpen(recorded.inputs, executeOptions.redactor)
    const { finished } = startExecution(() => definition.fn(...args), executeOptions)
    const replayed = { definition, recorded, inputs: recorded.inputs, execution: await finished }
    return conclude(replayed, options.mode ?? this.mode, options.policy)
  }

  /** Replays one snapshot under a policy. */
  replayWithPolicy(
    target: string | DecisionSnapshot,
    policy: ReplayPolicy,
    mode = this.mode,
  ): Promise<ReplayResult> {
    return this.replay(target, { policy, mode })
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
    checkTarget(target)
    const recorded = typeof target === 'string' ? await this.find(target) : target
    if (!isSnapshot(recorded)) return recorded
    const run = await runThunk(thunk, (definition) => {
      if (definition.name !== recorded.functionName) throw anotherDecision(recorded, definition.name)
      return this.executeOptions(recorded, definition, options)
    })
    return conclude({ recorded, ...run }, options.mode ?? this.mode, options.policy)
  }

  /** Replays many, and resolves with their results in the order of the targets. */
  async replayBatch(targets: ReplayTargets, options: BatchOptions = {}): Promise<ReplayResult[]> {
    checkBatchOptions(options)
    const { concurrency = 4, onProgress, ...each } = options
    let done = 0
    const items = isList(targets) ? targets : this.store.query(targets)
    return mapInOrder<string | DecisionSnapshot, ReplayResult>(items, concurrency, async (target) => {
      const result = await this.replay(target, each)
      onProgress?.({ done: ++done, result })
      return result
    })
  }

  /** Replays many and adds up what they came to. */
  async getReplayStats(targets: ReplayTargets, options: BatchOptions = {}): Promise<ReplayStats> {
    return replayStats(await this.replayBatch(targets, options))
  }

  /** @throws UsageError `SNAPSHOT_NOT_FOUND`; StoreError when the store cannot be read. */
  async diff(idA: string, idB: string): Promise<SnapshotDiff> {
    return diffSnapshots(await this.store.load(idA), await this.store.load(idB))
  }

  private async find(id: string): Promise<DecisionSnapshot | ReplayResult> {
    try {
      return await this.store.load(id)
    } catch (error) {
      if (!isReplayError(error) || error.code === 'STORE_CLOSED') throw error
      return notLoaded(id, error)
    }
  }

  private executeOptions(
    recorded: DecisionSnapshot,
    definition: DecisionDefinition,
    options: ReplayOptions,
  ): ExecuteOptions {
    const { timeoutMs } = definition.options
    return {
      effects: recorded.effects,
      redactor: redactorOfCall(definition),
      tapsNode: tapsNode(definition),
      timeoutMs: options.timeoutMs ?? timeoutMs ?? this.timeoutMs,
      signal: options.signal,
    }
  }
}

/** @throws ValueError `INVALID_SNAPSHOT`; UsageError `INVALID_OPTION` for what is neither an id nor a snapshot. */
function checkTarget(target: unknown): void {
  if (typeof target === 'object') checkSnapshotShape(target)
  else if (typeof target !== 'string') {
    throw new UsageError('INVALID_OPTION', `A replay takes an id or a snapshot, not a ${typeof target}.`)
  }
}

/** @throws UsageError `INVALID_OPTION` for a text: its characters are no ids. */
function isList(targets: ReplayTargets): targets is Exclude<ReplayTargets, SnapshotQuery> {
  if (typeof targets !== 'object') {
    throw new UsageError(
      'INVALID_OPTION',
      'The targets of replayBatch() must be a list of ids or snapshots, or a query. For one of them: replay(id).',
    )
  }
  return Symbol.iterator in targets || Symbol.asyncIterator in targets
}

function isSnapshot(value: DecisionSnapshot | ReplayResult): value is DecisionSnapshot {
  return 'format' in value
}

/** One damaged or misnamed recording must not hide what the others come to. */
function notLoaded(id: string, error: ReplayError): ReplayResult {
  return { ...unconcluded(id), verdict: error.code === 'SNAPSHOT_NOT_FOUND' ? 'missing' : 'error', error }
}

/** What the decision is called with, copied: it may change its arguments. Or why it cannot be called. */
function argumentsOf({ inputs }: DecisionSnapshot): unknown[] | ReplayError {
  try {
    return inputs.map(({ name, value }) => copyOf(value, `inputs.${name}`))
  } catch (error) {
    if (isReplayError(error)) return error
    throw error
  }
}

function notRegistered(recorded: DecisionSnapshot): ReplayResult {
  const known = decisionNames()
  const error = new DecisionError(
    'DECISION_NOT_REGISTERED',
    `No decision named "${recorded.functionName}" is registered (known: ${known.join(', ') || 'none'}). Import the module that calls decision("${recorded.functionName}", …) before replaying.`,
  )
  return {
    ...failedResult({ ...unconcluded(recorded.id), originalSnapshot: recorded }, error),
    status: 'pending',
  }
}

function anotherDecision(recorded: DecisionSnapshot, called: string): DecisionError {
  return new DecisionError(
    'DECISION_CONFLICT',
    `"${recorded.id}" was recorded from decision "${recorded.functionName}", but "${called}" was called. Use another id, or delete the recording.`,
  )
}
