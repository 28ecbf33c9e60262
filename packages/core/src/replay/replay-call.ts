import type { DecisionDefinition } from '../decision/definition.js'
import { findDecision } from '../decision/registry.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { isThenable } from '../when-all.js'
import { conclude } from './conclude.js'
import { checkSameDecision } from './decision-errors.js'
import { stopOf, type EngineSettings } from './engine-settings.js'
import type { ExecuteOptions } from './execute.js'
import { findRecorded, isSnapshot } from './find-recorded.js'
import { executeOptions } from './prepare-replay.js'
import { replayLive } from './replay-one.js'
import { runThunk } from './run-thunk.js'
import { checkTarget } from './targets.js'
import type { ComparingMode, ReplayMode, ReplayOptions, ReplayResult } from './types.js'

/** Replays the one decision that a thunk calls, and compares inputs and outcome with a snapshot. */
export async function replayCall(
  engine: EngineSettings,
  thunk: () => unknown,
  target: string | DecisionSnapshot,
  options: ReplayOptions,
): Promise<ReplayResult> {
  checkTarget(target)
  options.signal?.throwIfAborted()
  const found = findRecorded(engine.store, target)
  // Each promise costs under vitest, which follows them all.
  const recorded = isThenable(found) ? await found : found
  if (!isSnapshot(recorded)) return recorded
  const mode = comparing(options.mode ?? engine.mode)
  if (options.effects === 'live') {
    const definition = findDecision(recorded.functionName)
    return replayLive(engine, thunk, { recorded, definition, mode, policy: options.policy }, options)
  }
  const optionsFor = (definition: DecisionDefinition): ExecuteOptions => {
    checkSameDecision(recorded, definition.name)
    return executeOptions(recorded, definition, options, engine.timeoutMs)
  }
  const run = await runThunk(thunk, optionsFor, stopOf(engine, undefined, options))
  const judging = { scorer: engine.scorer, stop: run.stop }
  return conclude({ recorded, ...run, judging }, mode, options.policy)
}

/** What is handed over as a call is compared, also by an engine that only validates. */
function comparing(mode: ReplayMode): ComparingMode {
  return mode === 'validation-only' ? 'tolerant' : mode
}
