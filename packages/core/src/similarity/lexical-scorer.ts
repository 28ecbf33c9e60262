import { gramsOf, gramSimilarity } from './grams.js'
import { sameWording } from './same-wording.js'
import type { SimilarityScorer } from './scorer.js'

/**
 * Compares letters, not meaning: needs nothing, reads every script, answers at once. Two texts without letters and
 * digits are alike only when they are the same.
 */
export const lexicalScorer: SimilarityScorer = {
  id: 'lexical-trigram@1',
  defaultMinSimilarity: 0.3,
  score: (pairs) =>
    pairs.map(({ recorded, replayed }) =>
      sameWording(recorded, replayed) ? 1 : gramSimilarity(gramsOf(recorded), gramsOf(replayed)),
    ),
}
