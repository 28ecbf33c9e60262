/** Says how alike two texts are. */
export interface SimilarityScorer {
  /** Stands in every violation and in the run report, such as `lexical-trigram@1`. Part of every cache key. */
  readonly id: string
  /** The smallest score that counts as alike where the rule gives none, 0 to 1: thresholds belong to a scorer. */
  readonly defaultMinSimilarity: number
  /** False for a text it cannot read, such as Japanese for an English model. Default: it reads every text. */
  supports?(text: string): boolean
  /** One score from 0 to 1 for each pair, in their order; at once where it can. */
  score(
    pairs: readonly TextPair[],
    options?: { readonly signal?: AbortSignal },
  ): readonly number[] | Promise<readonly number[]>
}

export interface TextPair {
  readonly recorded: string
  readonly replayed: string
}
