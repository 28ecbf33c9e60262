import type { DecisionDefinition } from '../decision/definition.js'
import { findDecision } from '../decision/registry.js'
import { PlayDeterminism } from '../effects/determinism/play-determinism.js'
import { tapsNode } from '../effects/http/http-taps.js'
import { steadyOf } from '../effects/volatile.js'
import { isReplayError, type ReplayError } from '../errors.js'
import { redactedInputs } from '../snapshot/build.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import { redactorOfCall } from '../snapshot/redaction/settings.js'
import type { ScorerChoice } from '../similarity/scorer-choice.js'
import type { DecisionSnapshot, Input } from '../snapshot/types.js'
import type { ReadSnapshot } from '../store/read-snapshot.js'
import { failedResult, unconcludedOf } from './conclude.js'
import { notRegistered } from './decision-errors.js'
import type { ExecuteOptions } from './execute.js'
import { LentInputs } from './lent-inputs.js'
import { overriddenWorld } from './overridden-world.js'
import { overriddenInputs } from './overrides.js'
import { argumentsOf, type Prepared } from './prepared.js'
import type { ComparingMode, ReplayOptions, ReplayResult } from './types.js'

/** What the engine says where nothing nearer does. */
export interface EngineDefaults {
  /** That of the replay, where it has one. */
  readonly mode: ComparingMode
  readonly timeoutMs: number
  readonly scorer: ScorerChoice | undefined
}

/**
 * Makes a replay of a recording ready, or the result that says why there can be none.
 *
 * @param read set where nobody else has the recording, nor will see the snapshots of a match: its inputs may be lent.
 * @throws UsageError `INVALID_OPTION` for an override of an input that was not recorded, or one that changes nothing.
 */
export function prepareReplay(
  recorded: DecisionSnapshot,
  options: ReplayOptions,
  { mode, timeoutMs, scorer }: EngineDefaults,
  read?: ReadSnapshot,
): Prepared | ReplayResult {
  const definition = findDecision(recorded.functionName)
  if (definition === undefined) {
    return { ...failedResult(unconcludedOf(recorded), notRegistered(recorded)), status: 'pending' }
  }
  const lent = read !== undefined && mayLend(read, options) ? new LentInputs(recorded, read.text) : undefined
  const inputs = overriddenInputs(recorded, options.overrides ?? {})
  const redactor = inputs === recorded.inputs ? undefined : redactorOfCall(definition)
  const args = lent === undefined ? argumentsForRuns(inputs, redactor) : () => lent.args()
  if (isReplayError(args)) return failedResult(unconcludedOf(recorded), args)
  const world = overriddenWorld(recorded, definition, options.effects === 'live' ? {} : options.overrides)
  return {
    definition: world.definition,
    recorded,
    kept: world.kept,
    inputs,
    args,
    lent,
    mode,
    policy: options.policy,
    scorer,
    executeOptions: () => world.adapt(executeOptions(world.played, definition, options, timeoutMs)),
  }
}

/** Rules look at inputs, and overrides are put in their place. */
function mayLend({ isPlain }: ReadSnapshot, { policy, overrides, effects }: ReplayOptions): boolean {
  return isPlain && policy === undefined && overrides === undefined && effects !== 'live'
}

/** What one run needs: a tape to use up, a redactor to learn, and who answers for clock and chance. */
export function executeOptions(
  { effects, determinism }: DecisionSnapshot,
  definition: DecisionDefinition,
  options: Pick<ReplayOptions, 'timeoutMs' | 'signal'>,
  timeoutMs: number,
): ExecuteOptions {
  const redactor = redactorOfCall(definition)
  return {
    effects,
    redactor,
    steady: steadyOf(definition),
    determinism: determinism && new PlayDeterminism(determinism, redactor),
    tapsNode: tapsNode(definition),
    timeoutMs: options.timeoutMs ?? definition.options.timeoutMs ?? timeoutMs,
    signal: options.signal,
  }
}

/**
 * The arguments of each run, or why there are none: an instance among the inputs has no codec here.
 *
 * @param redactor set for given inputs: where their secrets cannot be taken out, nothing is called with them.
 */
function argumentsForRuns(
  inputs: readonly Input[],
  redactor: Redactor | undefined,
): (() => unknown[]) | ReplayError {
  let ready: unknown[] | undefined
  try {
    if (redactor !== undefined) redactedInputs(inputs, redactor)
    ready = argumentsOf(inputs)
  } catch (error) {
    if (isReplayError(error)) return error
    throw error
  }
  return () => {
    const args = ready ?? argumentsOf(inputs)
    ready = undefined
    return args
  }
}
