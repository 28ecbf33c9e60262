import { UsageError } from '../../errors.js'
import { checkKnownOptions } from '../../known-options.js'
import { checkEmbedder } from '../check-embedder.js'
import type { Embedder } from '../embedder.js'
import { askAgain } from './ask-again.js'
import { checkRetries } from './check-retries.js'
import type { EmbedderOptions } from './from-function.js'
import { remoteFailure } from './remote-failure.js'
import { withThreshold } from './with-threshold.js'

/** What is used of an embedding model of the `ai` package: those of versions 5 and 6 are alike in this. */
export interface AiSdkEmbeddingModel {
  readonly provider: string
  readonly modelId: string
  readonly maxEmbeddingsPerCall: number | undefined | PromiseLike<number | undefined>
  doEmbed(options: { values: string[]; abortSignal?: AbortSignal }): PromiseLike<{ embeddings: number[][] }>
}

export interface FromAiSdkOptions extends EmbedderOptions {
  /** Default: `<model>@<provider>`. Where the vectors also depend on something else, name it in here. */
  readonly id?: string
  /** Tries after the first, of what may pass: 429, 5xx, a lost connection. Default 3. */
  readonly retries?: number
  /** Milliseconds before the second try, doubled for each further one. Default 500. */
  readonly retryDelayMs?: number
}

/**
 * An embedding model of the `ai` package, such as `openai.embedding('text-embedding-3-small')`.
 *
 * @throws UsageError `INVALID_OPTION`, also for the name of a model in place of the model.
 */
export function fromAiSdk(model: AiSdkEmbeddingModel, options: FromAiSdkOptions = {}): Embedder {
  const made = 'fromAiSdk()'
  const known = [
    'defaultMinSimilarity',
    'dimensions',
    'maxBatch',
    'supports',
    'id',
    'retries',
    'retryDelayMs',
  ]
  checkKnownOptions(options, known, made)
  checkRetries(options, made)
  checkModel(model)
  const { defaultMinSimilarity, retries = 3, retryDelayMs = 500, ...rest } = options
  const id = rest.id ?? `${model.modelId}@${model.provider}`

  const ask = async (values: string[], signal: AbortSignal | undefined): Promise<number[][]> => {
    try {
      const call = () => model.doEmbed({ values, ...(signal === undefined ? {} : { abortSignal: signal }) })
      const { embeddings } = await askAgain(call, { retries, delayMs: retryDelayMs, waitAfter, signal })
      return embeddings
    } catch (error) {
      signal?.throwIfAborted()
      // The text of an error of a request may quote the key, and its fields hold the texts.
      throw failureOf(id, error) ?? error
    }
  }
  const embedder = {
    ...rest,
    id,
    async embed(texts: readonly string[], { signal }: { readonly signal?: AbortSignal } = {}) {
      const most = Math.max(1, (await model.maxEmbeddingsPerCall) ?? Infinity)
      const vectors: number[][] = []
      for (let from = 0; from < texts.length; from += most) {
        vectors.push(...(await ask(texts.slice(from, from + most), signal)))
      }
      return vectors
    },
  }
  checkEmbedder(embedder)
  return withThreshold(embedder, defaultMinSimilarity, made)
}

function failureOf(id: string, error: unknown): Error | undefined {
  const { isRetryable, statusCode } = error as { isRetryable?: unknown; statusCode?: unknown }
  if (typeof isRetryable !== 'boolean') return undefined
  return remoteFailure(id, typeof statusCode === 'number' ? `answered ${statusCode}` : 'could not be reached')
}

/** Errors of the `ai` package say of themselves whether they may pass. */
function waitAfter(error: unknown): number | undefined {
  return (error as { isRetryable?: unknown }).isRetryable === true ? 0 : undefined
}

function checkModel(model: unknown): void {
  const { doEmbed, modelId } = (model ?? {}) as { doEmbed?: unknown; modelId?: unknown }
  if (typeof doEmbed === 'function' && typeof modelId === 'string') return
  throw new UsageError(
    'INVALID_OPTION',
    `fromAiSdk() takes an embedding model of the ai package, such as openai.embedding('text-embedding-3-small'), not ${typeof model === 'string' ? 'its name' : 'something else'}.`,
  )
}
