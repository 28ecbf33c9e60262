import { checkKnownOptions } from '../../known-options.js'
import { checkEmbedder } from '../check-embedder.js'
import type { Embedder } from '../embedder.js'
import { withThreshold } from './with-threshold.js'

/** What any embedder may be told beside the model. */
export interface EmbedderOptions {
  /** The smallest cosine that counts as alike where a rule gives none, from 0 to 1. Without it every rule has to. */
  readonly defaultMinSimilarity?: number
  /** Numbers in each vector. Default: whatever it gives. */
  readonly dimensions?: number
  /** Texts in one call at most. Default 64. */
  readonly maxBatch?: number
  /** False for a text it cannot read. Default: every text. */
  readonly supports?: (text: string) => boolean
}

/** Gives the vectors of texts, in their order. */
export type Embed = (
  texts: readonly string[],
  options: { readonly signal?: AbortSignal },
) => Vector[] | PromiseLike<Vector[]>

type Vector = Float32Array | readonly number[]

/**
 * Any function that gives vectors, as an embedder.
 *
 * @param id names the model and all that decides its vectors: cached vectors are kept under it.
 * @throws UsageError `INVALID_OPTION`.
 */
export function fromFunction(id: string, embed: Embed, options: EmbedderOptions = {}): Embedder {
  const made = 'fromFunction()'
  checkKnownOptions(options, ['defaultMinSimilarity', 'dimensions', 'maxBatch', 'supports'], made)
  const { defaultMinSimilarity, ...rest } = options
  checkEmbedder({ id, embed, ...rest })
  return withThreshold<Omit<Embedder, 'defaultMinSimilarity'>>(
    { id, ...rest, embed: async (texts: readonly string[], given = {}) => embed(texts, given) },
    defaultMinSimilarity,
    made,
  )
}
