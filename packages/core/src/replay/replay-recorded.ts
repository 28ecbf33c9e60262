import { UsageError } from '../errors.js'
import { countedMatch } from './counted-match.js'
import { divergenceOf } from './divergence.js'
import { runOnce, runOnceSync, type Prepared, type Run } from './prepared.js'
import type { Divergence, ReplayResult } from './types.js'
import type { Verdict } from './verdict.js'

/** Verdicts on what the code did, which a second run on the same tape must repeat. */
const REPEATABLE: readonly Verdict[] = ['mismatch', 'violation', 'miss', 'unused']

/**
 * Replays a recording. A failure is replayed once more: code that answers one tape in two ways has no answer to judge,
 * whatever the second one is.
 */
export function replayRecorded(prepared: Prepared): Promise<ReplayResult> {
  return runOnce(
    prepared,
    (first) =>
      REPEATABLE.includes(first.result.verdict)
        ? runOnce(again(prepared, first), (second) => confirmed(first, second))
        : first.result,
    (execution) => countedMatch(prepared, execution),
  )
}

/** Nothing is to be learned of code that went on after a miss from waiting for it once more. */
function again(prepared: Prepared, { execution }: Run): Prepared {
  if (execution.outcome !== undefined) return prepared
  return { ...prepared, executeOptions: () => ({ ...prepared.executeOptions(), missGraceMs: 0 }) }
}

/** The same, without waiting. */
export function replayRecordedSync(prepared: Prepared): ReplayResult {
  const first = runOnceNow(prepared)
  return REPEATABLE.includes(first.result.verdict) ? confirmed(first, runOnceNow(prepared)) : first.result
}

/** @throws UsageError `INVALID_OPTION` where there is something to wait for. */
export function runOnceNow(prepared: Prepared): Run {
  const { execution, result } = runOnceSync(prepared)
  return { execution, result: settledNow(result) }
}

/** @throws UsageError `INVALID_OPTION` where there is something to wait for. */
export function settledNow<T>(value: T | Promise<T>): T {
  if (!(value instanceof Promise)) return value
  value.catch(() => undefined)
  throw new UsageError(
    'INVALID_OPTION',
    'replaySync() met a check, a schema or a scorer of the policy that gives a promise. Use replay() for it.',
  )
}

/** The result of the first run, or `nondeterministic` where the second one is another. */
export function confirmed(first: Run, second: Run): ReplayResult {
  const divergence = divergenceOf(first, second)
  return divergence === undefined ? first.result : nondeterministic(first.result, divergence)
}

function nondeterministic(result: ReplayResult, divergence: Divergence): ReplayResult {
  return { ...result, verdict: 'nondeterministic', status: 'failed', divergence }
}
