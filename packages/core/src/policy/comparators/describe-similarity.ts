import type { GuardState, NotAlike, SimilarityFailure } from '../../similarity/compare-values.js'
import type { Difference } from '../../similarity/unlike-leaves.js'
import { raising } from '../../limits.js'
import { cut, showJson } from '../../snapshot/show.js'
import type { Finding } from './comparison.js'

/** By what was judged. */
export interface Terms {
  /** The id of the scorer. */
  readonly scorer: string
  readonly threshold: number
  readonly guard: GuardState
}

/** Contradictions of one text that are written out. */
const SHOWN_CONTRADICTIONS = 3
/** Characters of a sentence that are shown of a longer text. */
const SHOWN_SENTENCE = 80

/** What a finding says of the place that fails. */
export function describeSimilarity(failure: SimilarityFailure, terms: Terms): Finding {
  const { threshold } = terms
  const [expected, actual] = [showJson(failure.recorded), showJson(failure.replayed)]
  switch (failure.kind) {
    case 'not-alike':
      return {
        expected,
        actual,
        message: notAlike(failure, terms),
        score: failure.score,
        threshold: failure.threshold,
      }
    case 'different':
      return { expected, actual, message: different(failure, expected, actual), score: 0, threshold }
    case 'too-long':
      return {
        expected,
        actual,
        message: `is too long to compare: too many of its sentences changed. ${raising('sentencePairs')}`,
        threshold,
      }
    case 'unreadable':
      return {
        expected,
        actual,
        message: `cannot be judged by ${terms.scorer}, which does not read such a text: ${expected} → ${actual}. Name a scorer that does: 'lexical' reads every script, an embedder of your own its languages`,
        threshold,
      }
  }
}

function notAlike(failure: NotAlike, { guard }: Terms): string {
  const { score, threshold, scorer, recorded, replayed, isPart, contradictions } = failure
  const isBelow = score < threshold
  const compared = isBelow ? below(score, threshold) : `${score.toFixed(2)} ≥ ${threshold.toFixed(2)}`
  const off = guard === 'off' ? ', guard off' : ''
  const isOneSided = recorded === '' || replayed === ''
  const where = isPart && !isOneSided ? ` in ${sentence(recorded)} → ${sentence(replayed)}` : ''
  const found = contradictions.slice(0, SHOWN_CONTRADICTIONS).map(({ rule, recorded: was, replayed: is }) => {
    return `${rule} ${rule.endsWith('s') ? 'differ' : 'differs'}: ${was || 'nothing'} → ${is || 'nothing'}`
  })
  const more = contradictions.length - found.length
  const but = found.length === 0 ? '' : `${isBelow ? '; ' : ', but '}${found.join('; ')}`
  return `similarity ${compared} (${scorer}${off})${but}${more > 0 ? `; and ${more} more` : ''}${where}`
}

/** With as many digits as it takes to see that it is less. */
function below(score: number, threshold: number): string {
  const digits = [2, 3, 4].find((count) => score.toFixed(count) !== threshold.toFixed(count)) ?? 6
  return `${score.toFixed(digits)} < ${threshold.toFixed(digits)}`
}

function sentence(text: string): string {
  const shown = cut(text, SHOWN_SENTENCE)
  return `"${shown}${shown === text ? '' : '…'}"`
}

function different({ why, recorded, replayed }: Difference, was: string, is: string): string {
  switch (why) {
    case 'length':
      return `had ${countOf(recorded)}, has now ${countOf(replayed)}`
    case 'one-sided':
      return recorded === undefined ? `is new: ${is}` : `is gone: it was ${was}`
    case 'signs':
      return `was ${was}, is now ${is}: operators and pictures are compared exactly`
    case 'code':
      return `was ${was}, is now ${is}: code is compared exactly`
    case 'exact':
      return `was ${was}, is now ${is}: what is not a text in sentences is compared exactly`
  }
}

function countOf(list: unknown): string {
  const { length } = list as readonly unknown[]
  return `${length} ${length === 1 ? 'element' : 'elements'}`
}
