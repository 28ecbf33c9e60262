import { findContradictions, type Contradiction, type GuardRule } from './guard/contradictions.js'
import type { TextPair } from './scorer.js'

/** Two texts that should say the same, and what is known of them without a scorer. */
export interface JudgedPair extends TextPair {
  /** Undefined where a scorer has to say. */
  readonly score: number | undefined
  readonly contradictions: readonly Contradiction[]
  /** `unknown` where no list of words fits. */
  readonly language: string
}

/**
 * Looks for contradictions in a pair. Where one side is empty there is nothing to score: the guard decides whether the
 * other says anything, and without the guard the two are not alike at all.
 *
 * @param guard whether it looks, and by which rules: some of them do not judge what one side leaves out.
 */
export function judgePair(
  { recorded, replayed }: TextPair,
  guard: boolean | readonly GuardRule[],
): JudgedPair {
  const isOneSided = recorded === '' || replayed === ''
  const pair = { recorded, replayed }
  if (guard === false) return { ...pair, score: isOneSided ? 0 : undefined, contradictions: [], language: '' }
  const { contradictions, language = 'unknown' } =
    guard === true ? findContradictions(recorded, replayed) : findContradictions(recorded, replayed, guard)
  const isJudged = guard === true || ONE_SIDED.every((rule) => guard.includes(rule))
  return { ...pair, score: isOneSided ? (isJudged ? 1 : 0) : undefined, contradictions, language }
}

/** The rules that judge what only one text says. */
const ONE_SIDED: readonly GuardRule[] = ['content']
