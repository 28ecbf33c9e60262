import type { DecisionDefinition } from '../decision/definition.js'
import { describeContact } from '../effects/contact.js'
import type { Tape } from '../effects/tape.js'
import { isReplayError, type ReplayError } from '../errors.js'
import type { ReplayPolicy } from '../policy/index.js'
import { readModelFacts } from '../providers/index.js'
import { buildSnapshot, redactedInputs } from '../snapshot/build.js'
import { contentHash } from '../snapshot/content-hash.js'
import type { DecisionSnapshot, Effect, Input } from '../snapshot/types.js'
import { wallTime } from '../timers.js'
import { checksInTime } from './checks-in-time.js'
import type { Execution } from './execute.js'
import { explainMisses } from './explain-miss.js'
import type { JudgingOptions } from './judge.js'
import type { LentInputs } from './lent-inputs.js'
import { judgeVariants, type VariantJudgement } from './judge-variants.js'
import type { ComparingMode, ReplayResult } from './types.js'
import type { Verdict } from './verdict.js'

export interface Replayed {
  readonly definition: DecisionDefinition
  readonly recorded: DecisionSnapshot
  /** What the decision was called with: the recorded inputs, or those of the test's own call. */
  readonly inputs: Input[]
  readonly execution: Execution
  /** What the replayed snapshot keeps of the clock, chance and the surroundings. Default: as recorded. */
  readonly kept?: Pick<DecisionSnapshot, 'determinism' | 'context'>
  /** Whether some of the inputs were overridden. */
  readonly inputsAreGiven?: boolean
  readonly judging?: JudgingOptions
  /** Set where the recorded inputs are with the decision. */
  readonly lent?: LentInputs | undefined
}

/**
 * Turns one execution into a result. Whether the world was met as recorded is settled before the outcome is looked
 * at: an answer to other questions is no evidence.
 */
export function conclude(
  replayed: Replayed,
  mode: ComparingMode,
  policy: ReplayPolicy | undefined,
): ReplayResult | Promise<ReplayResult> {
  const { recorded, execution, inputsAreGiven, judging, lent } = replayed
  const unused = execution.outcome === undefined ? [] : execution.tape.unused()
  const result = unconcludedOf(recorded)
  result.misses = explainMisses(execution.misses, execution.tape)
  result.escapes = [...execution.escapes]
  result.unused = describeUnused(unused, execution.tape)
  result.executionTimeMs = execution.ownTimeMs + recordedWaiting(recorded)
  const evidence = evidenceVerdict(execution, unused)
  if (execution.outcome === undefined && execution.failure === undefined) {
    return { ...result, verdict: evidence ?? 'error' }
  }
  let replayedSnapshot: DecisionSnapshot
  try {
    if (execution.failure !== undefined) throw execution.failure.error
    replayedSnapshot = snapshotOf(replayed, result.executionTimeMs)
  } catch (error) {
    if (!isReplayError(error)) throw error
    return failedResult(result, error)
  }
  const judged = { recorded, replayed: replayedSnapshot, evidence, inputsAreGiven, judging, lent }
  return judgedResult(result, judged, mode, policy)
}

/**
 * Compares the outcome, and fills the result in with what that comes to. A verdict on the evidence stands before one on
 * the outcome, and a check of the policy that fails is the verdict `error`.
 *
 * @returns a promise only where a check of the policy gives one.
 */
export function judgedResult(
  result: ReplayResult,
  { recorded, replayed, evidence, inputsAreGiven, judging = {}, lent }: Judged,
  mode: ComparingMode,
  policy: ReplayPolicy | undefined,
): ReplayResult | Promise<ReplayResult> {
  result.replayedSnapshot = replayed
  if (replayed.outputs[0] !== undefined) result.replayOutput = replayed.outputs[0].value
  const failed = (error: unknown): ReplayResult => {
    if (!isReplayError(error)) throw error
    return { ...failedResult(result, error), verdict: evidence ?? 'error' }
  }
  const judged = (judgement: VariantJudgement): ReplayResult => {
    const { acceptedVariant } = judgement
    const verdict = evidence ?? judgement.verdict
    // A variant may have been written in by hand: who accepted it, nobody knows.
    const isPlain = verdict === 'match' && acceptedVariant === undefined
    if (!isPlain) lent?.restore(replayed)
    const edited = !isPlain && contentHash(recorded) !== recorded.contentHash
    result.verdict = verdict
    result.status = verdict === 'match' ? 'success' : judgement.partial ? 'partial' : 'failed'
    result.outputsMatch = judgement.outputsMatch
    result.diff = judgement.diff
    result.policyViolations = judgement.policyViolations
    result.unchecked = judgement.unchecked
    if (acceptedVariant !== undefined) result.acceptedVariant = acceptedVariant
    if (judgement.scores.length > 0) result.scores = judgement.scores
    result.warnings.push(...judgement.warnings)
    if (edited) result.warnings.push(EDITED)
    return result
  }
  try {
    const judgement = judgeVariants(recorded, replayed, mode, policy, {
      inputsAreGiven,
      scorer: judging.scorer,
      stop: judging.stop,
    })
    if (!(judgement instanceof Promise)) return judged(judgement)
    const { stop } = judging
    return (stop === undefined ? judgement : checksInTime(judgement, stop)).then(judged).catch(failed)
  } catch (error) {
    return failed(error)
  }
}

interface Judged {
  readonly recorded: DecisionSnapshot
  readonly replayed: DecisionSnapshot
  readonly evidence?: Verdict | undefined
  readonly inputsAreGiven?: boolean | undefined
  readonly judging?: JudgingOptions | undefined
  readonly lent?: LentInputs | undefined
}

/** What every result begins as: nothing checked, so nothing passed. */
export function unconcluded(snapshotId: string): ReplayResult {
  return {
    snapshotId,
    verdict: 'error',
    status: 'failed',
    outputsMatch: null,
    diff: null,
    policyViolations: [],
    warnings: [],
    misses: [],
    escapes: [],
    unused: [],
    unchecked: [],
    executionTimeMs: 0,
  }
}

/** The same of a snapshot that is at hand. */
export function unconcludedOf(originalSnapshot: DecisionSnapshot): ReplayResult {
  const result = unconcluded(originalSnapshot.id)
  result.originalSnapshot = originalSnapshot
  return result
}

/** A result for a replay that could not be made or judged. */
export function failedResult(base: ReplayResult, error: ReplayError): ReplayResult {
  return { ...base, verdict: 'error', status: 'failed', error }
}

const EDITED = 'the recording was edited by hand: its content hash does not fit its content'

function evidenceVerdict(execution: Execution, unused: readonly Effect[]): Verdict | undefined {
  if (execution.misses.length > 0) return 'miss'
  if (execution.timedOut) return 'timeout'
  if (execution.escapes.length > 0) return 'escaped'
  return unused.length > 0 ? 'unused' : undefined
}

function snapshotOf(
  { definition, recorded, kept = recorded, inputs, inputsAreGiven, execution }: Replayed,
  executionTimeMs: number,
): DecisionSnapshot {
  const { outcome, tape, ownTimeMs, redactor } = execution
  if (outcome === undefined) throw new TypeError('no outcome to make a snapshot of')
  const effects = tape.used()
  const { modelParameters, usage } = readModelFacts(effects)
  const facts = {
    id: recorded.id,
    createdAt: wallTime(),
    effects,
    executionTimeMs,
    ownTimeMs,
    modelParameters,
    usage,
    determinism: kept.determinism,
    context: kept.context,
    tags: recorded.tags,
  }
  // Recorded inputs have no secrets left; given ones may.
  const asked = inputsAreGiven === true ? redactedInputs(inputs, redactor) : inputs
  return buildSnapshot(definition, asked, outcome, facts, redactor, recorded)
}

/** The waiting on effects when the call was recorded. */
export function recordedWaiting({
  executionTimeMs = 0,
  ownTimeMs = executionTimeMs,
}: DecisionSnapshot): number {
  return executionTimeMs - ownTimeMs
}

function describeUnused(unused: readonly Effect[], { effects }: Tape): string[] {
  if (unused.length === 0) return []
  const positions = new Map(effects.map((effect, index) => [effect, index + 1]))
  return unused.map(
    (effect) => `contact ${positions.get(effect)} of ${effects.length}, ${describeContact(effect)}`,
  )
}
