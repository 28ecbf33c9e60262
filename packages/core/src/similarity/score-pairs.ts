import { isThenable } from '../when-all.js'
import type { JudgedPair } from './judge-pair.js'
import type { SimilarityScorer, TextPair } from './scorer.js'

/** Rounding may take a cosine a little beyond 1. */
const ROUNDING = 1e-6

/**
 * Asks the scorer once for all pairs, each different one once.
 *
 * @returns what gives the score of a pair, at once or later: that which is known, or that of the scorer.
 * @throws TypeError for scores that are none, and whatever the scorer throws.
 */
export function scorePairs(
  pairs: readonly JudgedPair[],
  { scorer, signal }: { readonly scorer: SimilarityScorer; readonly signal?: AbortSignal | undefined },
): Scores | Promise<Scores> {
  const indexes = new Map<string, number>()
  const asked: TextPair[] = []
  for (const pair of pairs) {
    const key = keyOf(pair)
    if (indexes.has(key)) continue
    indexes.set(key, asked.length)
    asked.push({ recorded: pair.recorded, replayed: pair.replayed })
  }
  const read = (scores: unknown): Scores => {
    const checked = checkedScores(scores, asked.length, scorer.id)
    return (pair) => pair.score ?? (checked[indexes.get(keyOf(pair)) ?? -1] as number)
  }
  if (asked.length === 0) return read([])
  const scores = scorer.score(asked, signal === undefined ? {} : { signal })
  return isThenable(scores) ? Promise.resolve(scores).then(read) : read(scores)
}

type Scores = (pair: JudgedPair) => number

function keyOf({ recorded, replayed }: TextPair): string {
  return `${recorded.length} ${recorded}${replayed}`
}

function checkedScores(scores: unknown, count: number, id: string): number[] {
  if (!Array.isArray(scores) || scores.length !== count) {
    const given = Array.isArray(scores) ? `${scores.length} scores` : typeof scores
    throw new TypeError(`the scorer ${id} gave ${given} for ${count} pairs of texts`)
  }
  return scores.map((score: unknown) => {
    if (typeof score === 'number' && score >= -ROUNDING && score <= 1 + ROUNDING) {
      return Math.min(1, Math.max(0, score))
    }
    throw new TypeError(`the scorer ${id} gave ${String(score)}, which is not a number from 0 to 1`)
  })
}
