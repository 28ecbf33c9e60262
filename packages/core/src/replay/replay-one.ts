import type { DecisionDefinition } from '../decision/definition.js'
import { findDecision } from '../decision/registry.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { ReadSnapshot } from '../store/read-snapshot.js'
import { isThenable } from '../when-all.js'
import { stopOf, type EngineSettings } from './engine-settings.js'
import { findRecorded, findRecordedSync, isSnapshot } from './find-recorded.js'
import { checkValidationOptions, type SyncReplayOptions } from './options.js'
import { prepareReplay } from './prepare-replay.js'
import { callPrepared, type Prepared } from './prepared.js'
import { replayLiveTrials } from './replay-live.js'
import { settledNow } from './replay-recorded.js'
import { replayTrials, replayTrialsSync } from './replay-trials.js'
import { checkTarget } from './targets.js'
import type { ReplayOptions, ReplayResult } from './types.js'
import { validateSnapshot } from './validate.js'

/** Replays one snapshot, by id or as it is. */
export async function replayOne(
  engine: EngineSettings,
  target: string | DecisionSnapshot,
  options: ReplayOptions,
): Promise<ReplayResult> {
  checkTarget(target)
  options.signal?.throwIfAborted()
  const found = findRecorded(engine.store, target)
  // Each promise costs: Node 20 follows them all one by one, and so does vitest.
  const recorded = isThenable(found) ? await found : found
  return isSnapshot(recorded) ? await replayFound(engine, recorded, options) : recorded
}

/**
 * Replays a snapshot that is at hand.
 *
 * @param read set where it was just read, and checked by that, and the snapshots of the result are not looked at.
 * @throws UsageError `INVALID_OPTION` for options that mean nothing here.
 */
export function replayFound(
  engine: EngineSettings,
  recorded: DecisionSnapshot,
  options: ReplayOptions,
  read?: ReadSnapshot,
): ReplayResult | Promise<ReplayResult> {
  const mode = options.mode ?? engine.mode
  if (mode === 'validation-only') return validateOne(engine, recorded, options)
  const { timeoutMs, scorer } = engine
  const prepared = prepareReplay(recorded, options, { mode, timeoutMs, scorer }, read)
  if ('verdict' in prepared) return prepared
  return options.effects === 'live'
    ? replayLive(engine, () => callPrepared(prepared), prepared, options)
    : replayTrials(prepared, options.trials, options.pass)
}

/** The same, without waiting. */
export function replayOneSync(
  engine: EngineSettings,
  target: string | DecisionSnapshot,
  options: SyncReplayOptions,
): ReplayResult {
  checkTarget(target)
  options.signal?.throwIfAborted()
  const recorded = findRecordedSync(engine.store, target)
  if (!isSnapshot(recorded)) return recorded
  const mode = options.mode ?? engine.mode
  if (mode === 'validation-only') return settledNow(validateOne(engine, recorded, options))
  const prepared = prepareReplay(recorded, options, { ...engine, mode })
  return 'verdict' in prepared ? prepared : replayTrialsSync(prepared, options.trials, options.pass)
}

/** Checks one recording without calling its decision. */
export function validateOne(
  engine: EngineSettings,
  recorded: DecisionSnapshot,
  options: ReplayOptions,
): ReplayResult | Promise<ReplayResult> {
  checkValidationOptions(options)
  const definition = findDecision(recorded.functionName)
  return validateSnapshot(recorded, definition, options.policy, stopOf(engine, definition, options))
}

type LiveTarget = Pick<Prepared, 'recorded' | 'mode' | 'policy'> & {
  readonly definition: DecisionDefinition | undefined
}

/** Replays one recording with the world answering for itself. */
export function replayLive(
  engine: EngineSettings,
  thunk: () => unknown,
  { recorded, definition, mode, policy }: LiveTarget,
  { timeoutMs, signal, trials = 1, pass, overrides }: ReplayOptions,
): Promise<ReplayResult> {
  const stop = stopOf(engine, definition, { timeoutMs, signal })
  const live = { mode, policy, overrides, scorer: engine.scorer, ...stop }
  return replayLiveTrials(thunk, recorded, live, trials, pass)
}
