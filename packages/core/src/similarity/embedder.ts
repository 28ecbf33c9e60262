/** Turns texts into vectors that are near each other where the texts mean the same. */
export interface Embedder {
  /** Stands in every violation and in the run report. Part of every cache key. */
  readonly id: string
  readonly dimensions?: number
  /** The smallest cosine that counts as alike where the rule gives none, 0 to 1: thresholds belong to a model. */
  readonly defaultMinSimilarity: number
  /** Texts handed over at once at most. */
  readonly maxBatch?: number
  /** False for a text it cannot read, such as Japanese for an English model. Default: it reads every text. */
  supports?(text: string): boolean
  /** Vectors in the order of the texts; they need not be normalised. */
  embed(
    texts: readonly string[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly (Float32Array | readonly number[])[]>
}
