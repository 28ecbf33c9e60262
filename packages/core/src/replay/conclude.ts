import type { DecisionDefinition } from '../decision/definition.js'
import { askedFor } from '../effects/miss.js'
import { isReplayError, type ReplayError } from '../errors.js'
import type { ReplayPolicy } from '../policy/index.js'
import { readModelFacts } from '../providers/index.js'
import { buildSnapshot } from '../snapshot/build.js'
import { contentHash } from '../snapshot/content-hash.js'
import type { DecisionSnapshot, Effect, Input } from '../snapshot/types.js'
import { wallClock } from '../timers.js'
import type { Execution } from './execute.js'
import { explainMiss } from './explain-miss.js'
import { judge } from './judge.js'
import type { ReplayMode, ReplayResult } from './types.js'
import type { Verdict } from './verdict.js'

export interface Replayed {
  readonly definition: DecisionDefinition
  readonly recorded: DecisionSnapshot
  /** What the decision was called with: the recorded inputs, or those of the test's own call. */
  readonly inputs: Input[]
  readonly execution: Execution
}

/**
 * Turns one execution into a result. Whether the world was met as recorded is settled before the outcome is looked
 * at: an answer to other questions is no evidence.
 */
export function conclude(
  replayed: Replayed,
  mode: ReplayMode,
  policy: ReplayPolicy | undefined,
): ReplayResult {
  const { recorded, execution } = replayed
  const misses = execution.misses.map((miss) => explainMiss(miss, execution.tape))
  const unused = execution.outcome === undefined ? [] : execution.tape.unused()
  const result: ReplayResult = {
    ...unconcluded(recorded.id),
    originalSnapshot: recorded,
    misses,
    escapes: [...execution.escapes],
    unused: unused.map(describe),
    executionTimeMs: execution.ownTimeMs + recordedWaiting(recorded),
  }
  const evidence = evidenceVerdict(execution, unused)
  let replayedSnapshot: DecisionSnapshot
  try {
    if (execution.failure !== undefined) throw execution.failure.error
    if (execution.outcome === undefined) return { ...result, verdict: evidence ?? 'error' }
    replayedSnapshot = snapshotOf(replayed, result.executionTimeMs)
  } catch (error) {
    if (!isReplayError(error)) throw error
    return failedResult(result, error)
  }
  const { partial, verdict, ...judgement } = judge(recorded, replayedSnapshot, mode, policy)
  const final = evidence ?? verdict
  if (final !== 'match' && contentHash(recorded) !== recorded.contentHash) result.warnings.push(EDITED)
  return {
    ...result,
    ...judgement,
    verdict: final,
    status: final === 'match' ? 'success' : partial ? 'partial' : 'failed',
    replayedSnapshot,
    ...(replayedSnapshot.outputs[0] === undefined ? {} : { replayOutput: replayedSnapshot.outputs[0].value }),
  }
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
    executionTimeMs: 0,
  }
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
  { definition, recorded, inputs, execution }: Replayed,
  executionTimeMs: number,
): DecisionSnapshot {
  const { outcome, tape, ownTimeMs, redactor } = execution
  if (outcome === undefined) throw new TypeError('no outcome to make a snapshot of')
  const effects = tape.used()
  const facts = {
    id: recorded.id,
    createdAt: new Date(wallClock()).toISOString(),
    effects,
    executionTimeMs,
    ownTimeMs,
    ...readModelFacts(effects),
    ...(recorded.determinism && { determinism: recorded.determinism }),
    tags: recorded.tags,
  }
  return buildSnapshot(definition, inputs, outcome, facts, redactor)
}

/** The waiting on effects when the call was recorded. */
function recordedWaiting({ executionTimeMs = 0, ownTimeMs = executionTimeMs }: DecisionSnapshot): number {
  return executionTimeMs - ownTimeMs
}

function describe(effect: Effect): string {
  return askedFor({
    kind: 'NO_MATCH',
    position: 0,
    asked: effect.kind === 'http' ? { request: effect.request } : effect,
  })
}
