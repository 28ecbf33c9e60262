import { findContradictions, type Contradiction } from './guard/contradictions.js'
import type { GuardRule } from './guard/guard-rules.js'
import { guardWords } from './guard-words.js'
import type { TextPair } from './scorer.js'
import { wordsOf } from './words.js'

/** Two texts that should say the same, and what is known of them without a scorer. */
export interface JudgedPair extends TextPair {
  /** Undefined where a scorer has to say. */
  readonly score: number | undefined
  readonly contradictions: readonly Contradiction[]
  /** `unknown` where no list of words fits. */
  readonly language: string
}

/** The rules that judge what only one text says. */
const ONE_SIDED: readonly GuardRule[] = ['content']
/** Words that a polite phrase has at most. */
const PHRASE = 8

/**
 * Looks for contradictions in a pair. There is nothing to score where one side is empty: the guard decides whether the
 * other says anything, and without the guard the two are not alike at all. Nor is there where neither says anything, as
 * in `Best wishes,` and `Kind regards,`.
 *
 * @param guard whether it looks, and by which rules: some of them do not judge what one side leaves out.
 */
export function judgePair(
  { recorded, replayed }: TextPair,
  guard: boolean | readonly GuardRule[],
): JudgedPair {
  const isOneSided = recorded === '' || replayed === ''
  const pair = { recorded, replayed }
  if (guard === false) {
    return { ...pair, score: isOneSided ? 0 : undefined, contradictions: [], language: '' }
  }
  const find = (was: string, is: string) =>
    findContradictions(was, is, { words: guardWords(), ...(guard === true ? {} : { rules: guard }) })
  const { contradictions, language = 'unknown' } = find(recorded, replayed)
  const judges = ONE_SIDED.every((rule) => guards(guard, rule))
  const saysNothing = (text: string): boolean => {
    const words = wordsOf(text)
    // A letter by itself names something: a plan, a gate, a grade.
    if (words.length > PHRASE || words.some((word) => word.length === 1)) return false
    return find(text, '').contradictions.length === 0
  }
  const isKnown = judges && (isOneSided || (saysNothing(recorded) && saysNothing(replayed)))
  return { ...pair, score: isKnown ? 1 : isOneSided ? 0 : undefined, contradictions, language }
}

/** Whether contradictions of this kind are looked for. */
export function guards(guard: boolean | readonly GuardRule[], rule: GuardRule): boolean {
  return typeof guard === 'boolean' ? guard : guard.includes(rule)
}
