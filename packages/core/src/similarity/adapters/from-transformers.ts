import { checkKnownOptions } from '../../known-options.js'
import { UsageError } from '../../errors.js'
import { checkEmbedder } from '../check-embedder.js'
import type { Embedder } from '../embedder.js'
import type { EmbedderOptions } from './from-function.js'
import { loadOnce } from './load-once.js'
import { tokensOf, type Tensor, type Tokenizer } from './tokens.js'
import { withThreshold } from './with-threshold.js'

/** What is used of a `feature-extraction` pipeline of `@huggingface/transformers`. */
export interface FeatureExtractor {
  (
    texts: string[],
    options: { readonly pooling: 'mean' | 'cls'; readonly normalize: true },
  ): PromiseLike<Tensor>
  readonly tokenizer: unknown
}

export interface FromTransformersOptions extends EmbedderOptions {
  /** Names the model: cached vectors are kept under it. */
  readonly id: string
  /** How the vector of a text is made of those of its tokens. Default `mean`. */
  readonly pooling?: 'mean' | 'cls'
}

/**
 * A model that lies on disk, run by `@huggingface/transformers`.
 *
 * @param load makes the pipeline; called once, with the first text. For no word to the network, have it set
 * `env.allowRemoteModels = false` and `env.localModelPath`.
 * @throws UsageError `INVALID_OPTION`.
 */
export function fromTransformers(
  load: () => FeatureExtractor | PromiseLike<FeatureExtractor>,
  options: FromTransformersOptions,
): Embedder {
  const made = 'fromTransformers()'
  checkKnownOptions(
    options,
    ['id', 'pooling', 'defaultMinSimilarity', 'dimensions', 'maxBatch', 'supports'],
    made,
  )
  const { pooling = 'mean', defaultMinSimilarity, ...rest } = options
  if (!['mean', 'cls'].includes(pooling)) {
    throw new UsageError('INVALID_OPTION', `pooling of ${made} must be 'mean' or 'cls'.`)
  }
  const loaded = loadOnce(load)
  const embedder = {
    maxBatch: 32,
    ...rest,
    async embed(texts: readonly string[]) {
      const extract = await loaded()
      tokensOf(extract.tokenizer as Tokenizer, [...texts])
      return rowsOf(await extract([...texts], { pooling, normalize: true }))
    },
  }
  checkEmbedder(embedder)
  return withThreshold(embedder, defaultMinSimilarity, made)
}

function rowsOf({ dims, data }: Tensor): Float32Array[] {
  const [rows = 0, size = 0] = dims
  const numbers = Float32Array.from(data as ArrayLike<number>)
  return Array.from({ length: rows }, (_, row) => numbers.slice(row * size, (row + 1) * size))
}
