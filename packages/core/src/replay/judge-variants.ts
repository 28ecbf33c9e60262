import type { ReplayPolicy } from '../policy/index.js'
import type { AcceptedOutcome, DecisionSnapshot } from '../snapshot/types.js'
import { whenAll } from '../when-all.js'
import { judge, type JudgeOptions, type Judgement } from './judge.js'
import type { ComparingMode } from './types.js'

/** A judgement, and the accepted variant it speaks of: 1 for the first. None where it speaks of the recording. */
export type VariantJudgement = Judgement & { readonly acceptedVariant?: number }

/**
 * Compares a replayed decision with its recording, and where that does not fit with its accepted variants in their
 * order, until one does. Where none does, the judgement is that on the nearest: the fewest violations, or changes
 * where there is no policy, then the fewest changes; of equals the recording, then the earlier one.
 *
 * @returns a promise only where a check of the policy gives one.
 * @throws PolicyError `CHECK_FAILED`
 */
export function judgeVariants(
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot,
  mode: ComparingMode,
  policy: ReplayPolicy | undefined,
  options: JudgeOptions = {},
): VariantJudgement | Promise<VariantJudgement> {
  const { accepted = [] } = recorded
  const from = (index: number, nearest: VariantJudgement): VariantJudgement | Promise<VariantJudgement> => {
    const variant = accepted[index]
    if (nearest.verdict === 'match' || variant === undefined) return nearest
    const judgement = judge(inPlaceOf(recorded, variant), replayed, mode, policy, options)
    return whenAll([judgement], ([found]) => {
      return from(
        index + 1,
        found !== undefined && isNearer(found, nearest) ? { ...found, acceptedVariant: index + 1 } : nearest,
      )
    }) as VariantJudgement | Promise<VariantJudgement>
  }
  const first = judge(recorded, replayed, mode, policy, options)
  return first instanceof Promise ? first.then((judgement) => from(0, judgement)) : from(0, first)
}

function isNearer(found: Judgement, nearest: Judgement): boolean {
  if (found.verdict === 'match') return true
  const asFar = found.distance === nearest.distance
  return asFar ? found.changed < nearest.changed : found.distance < nearest.distance
}

/** The recording as it would be had the call come to that. Whatever is no outcome, cost and time say, stays. */
function inPlaceOf(recorded: DecisionSnapshot, { outputs, error }: AcceptedOutcome): DecisionSnapshot {
  const { error: _error, ...rest } = recorded
  return { ...rest, outputs, ...(error === undefined ? {} : { error }) }
}
