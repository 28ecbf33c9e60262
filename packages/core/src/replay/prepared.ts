import { callDecision } from '../decision/decision.js'
import type { DecisionDefinition } from '../decision/definition.js'
import type { ReplayPolicy } from '../policy/index.js'
import { leaveOpen, redactedInputs } from '../snapshot/build.js'
import { readCopyOf } from '../snapshot/read-copy.js'
import type { ScorerChoice } from '../similarity/scorer-choice.js'
import type { DecisionSnapshot, Input } from '../snapshot/types.js'
import { conclude } from './conclude.js'
import { executeSync, startExecution, type ExecuteOptions, type Execution } from './execute.js'
import type { LentInputs } from './lent-inputs.js'
import type { StopOptions } from './stopper.js'
import type { ComparingMode, ReplayResult } from './types.js'

/** Everything that one replay of a recording needs; it can be run several times. */
export interface Prepared {
  readonly definition: DecisionDefinition
  readonly recorded: DecisionSnapshot
  /** What the replayed snapshot keeps of the clock, chance and the surroundings: as recorded, or as overridden. */
  readonly kept: Pick<DecisionSnapshot, 'determinism' | 'context'>
  /** What the decision is called with. */
  readonly inputs: Input[]
  /** New for each run: the decision may change its arguments. */
  readonly args: () => unknown[]
  /** Set where the recorded inputs are lent to the decision. */
  readonly lent?: LentInputs | undefined
  readonly mode: ComparingMode
  readonly policy: ReplayPolicy | undefined
  /** Scores texts where a rule names no scorer. */
  readonly scorer: ScorerChoice | undefined
  /** New for each run: a tape is used up, and a redactor learns. */
  readonly executeOptions: () => ExecuteOptions
}

/** One run, and what it came to. */
export interface Run {
  readonly execution: Execution
  readonly result: ReplayResult
}

/**
 * @param go makes something of the run, with no promise between: most replays are short.
 * @param sooner makes it of what was run, where that is enough.
 */
export function runOnce<T>(
  prepared: Prepared,
  go: (run: Run) => T | Promise<T>,
  sooner: (execution: Execution) => T | undefined = () => undefined,
): Promise<T> {
  const { call, options } = callOf(prepared)
  return startExecution(call, options, (execution) => {
    const settled = sooner(execution)
    if (settled !== undefined) return settled
    const result = concluded(prepared, execution, options)
    return result instanceof Promise
      ? result.then((judged) => go({ execution, result: judged }))
      : go({ execution, result })
  }).finished
}

/** The result is a promise where a check of the policy gives one. */
export function runOnceSync(prepared: Prepared): {
  execution: Execution
  result: ReplayResult | Promise<ReplayResult>
} {
  const { call, options } = callOf(prepared)
  const execution = executeSync(call, options)
  return { execution, result: concluded(prepared, execution, options) }
}

/** Calls the decision outside a replay: for the world to answer. */
export function callPrepared({ definition, args }: Prepared): unknown {
  return callDecision(definition, undefined, args())
}

/**
 * Inputs as arguments, copied.
 *
 * @throws ValueError `CODEC_MISSING` for an instance of a class whose codec is not registered.
 */
export function argumentsOf(inputs: readonly Input[]): unknown[] {
  return inputs.map(({ name, value }) => readCopyOf(value, `inputs.${name}`))
}

function callOf({ definition, recorded, inputs, args, lent, executeOptions }: Prepared): {
  call: () => unknown
  options: ExecuteOptions
} {
  const options = executeOptions()
  // Secrets of given inputs are known before the call, as they are in a recording.
  const kept = inputs === recorded.inputs ? inputs : redactedInputs(inputs, options.redactor)
  leaveOpen(() => lent?.asRecorded() ?? kept, options.redactor)
  const given = args()
  return { call: () => definition.fn(...given), options }
}

function concluded(
  { definition, recorded, kept, inputs: given, lent, mode, policy, scorer }: Prepared,
  execution: Execution,
  stop: StopOptions,
): ReplayResult | Promise<ReplayResult> {
  const inputs = lent === undefined ? given : recorded.inputs
  const inputsAreGiven = inputs !== recorded.inputs
  const judging = { scorer, stop }
  const replayed = { definition, recorded, kept, inputs, execution, inputsAreGiven, judging, lent }
  const result = conclude(replayed, mode, policy)
  if (lent === undefined || result instanceof Promise) return result
  // The counts of a match say nothing of its inputs.
  if (result.verdict !== 'match') lent.restore(result.replayedSnapshot)
  return result
}
