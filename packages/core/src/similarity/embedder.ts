/** Turns texts into vectors, near to one another where the texts mean the same. */
export interface Embedder {
  /**
   * Names the model and whatever else decides its vectors: cached vectors are kept under it, and violations and the run
   * report show it.
   */
  readonly id: string
  /** Numbers in each vector. Default: whatever it gives, as long as all have as many. */
  readonly dimensions?: number
  /** The smallest cosine that counts as alike where the rule gives none: thresholds belong to a model. 0 to 1. */
  readonly defaultMinSimilarity: number
  /** Texts in one call at most. Default 64. */
  readonly maxBatch?: number
  /** False for a text it cannot read, such as Japanese for an English model. Default: every text. */
  supports?(text: string): boolean
  /** Vectors in the order of the texts; they need not be normalised. Blank texts are not asked for. */
  embed(
    texts: readonly string[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly (Float32Array | readonly number[])[]>
}
