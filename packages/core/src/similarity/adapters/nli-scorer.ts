import { SimilarityError, UsageError } from '../../errors.js'
import { openText } from '../../snapshot/redaction/open-text.js'
import { checkKnownOptions } from '../../known-options.js'
import { scoreOfPlain } from '../score-of-plain.js'
import type { SimilarityScorer, TextPair } from '../scorer.js'
import { plainText } from '../text-key.js'
import { loadOnce } from './load-once.js'
import { tokensOf, type Tensor, type Tokenizer } from './tokens.js'
import { withThreshold } from './with-threshold.js'

/** What is used of a `text-classification` pipeline of `@huggingface/transformers`. */
export interface TextClassifier {
  readonly tokenizer: unknown
  readonly model: unknown
}

interface Model {
  (tokens: object): PromiseLike<{ readonly logits: Tensor }>
  readonly config: { readonly id2label?: Readonly<Record<string, string>> }
}

export interface NliScorerOptions {
  /** Names the model, in every violation and in the run report. */
  readonly id: string
  /** The smallest probability of entailment that counts as alike. Default 0.5: entailed rather than not. */
  readonly defaultMinSimilarity?: number
  /** The label of entailment, in any case. Default `entailment`. */
  readonly label?: string
  /** Pairs in one call of the model, both directions counted. Default 16. */
  readonly maxBatch?: number
  readonly supports?: (text: string) => boolean
}

/**
 * A model of natural-language inference that lies on disk, run by `@huggingface/transformers`. It is asked whether each
 * text follows from the other; the score is the smaller of both probabilities. Nothing is cached.
 *
 * @param load makes the pipeline; called once, with the first pair.
 * @throws UsageError `INVALID_OPTION`. Scoring throws SimilarityError `EMBEDDER_FAILED`.
 */
export function nliScorer(
  load: () => TextClassifier | PromiseLike<TextClassifier>,
  options: NliScorerOptions,
): SimilarityScorer {
  const made = 'nliScorer()'
  checkKnownOptions(options, ['id', 'defaultMinSimilarity', 'label', 'maxBatch', 'supports'], made)
  const { id, defaultMinSimilarity = 0.5, label = 'entailment', maxBatch = 16, supports } = options
  if (typeof id !== 'string' || id === '')
    throw new UsageError('INVALID_OPTION', `id of ${made} must be a text.`)
  if (!(Number.isInteger(maxBatch) && maxBatch >= 1)) {
    throw new UsageError('INVALID_OPTION', `maxBatch of ${made} must be a whole number from 1.`)
  }
  const loaded = loadOnce(load)

  const entailments = async (pairs: readonly Asked[], signal: AbortSignal | undefined): Promise<number[]> => {
    const found: number[] = []
    for (let from = 0; from < pairs.length; from += maxBatch) {
      signal?.throwIfAborted()
      const { tokenizer, model } = await loaded()
      signal?.throwIfAborted()
      const batch = pairs.slice(from, from + maxBatch)
      const tokens = tokensOf(
        tokenizer as Tokenizer,
        batch.map(({ premise }) => premise),
        batch.map(({ hypothesis }) => hypothesis),
      )
      const { logits } = await (model as Model)(tokens)
      found.push(...probabilities(logits, batch.length, columnOf(model as Model, label)))
    }
    return found
  }

  const scorer = {
    id,
    ...(supports === undefined ? {} : { supports }),
    score(pairs: readonly TextPair[], { signal }: { readonly signal?: AbortSignal } = {}) {
      const plain = pairs.map(({ recorded, replayed }) => [plainText(recorded), plainText(replayed)] as const)
      const asked = plain.filter(([a, b]) => scoreOfPlain(a, b) === undefined)
      if (asked.length === 0) return plain.map(([a, b]) => scoreOfPlain(a, b) ?? 0)
      const both = asked.flatMap(([a, b]) => [
        { premise: a, hypothesis: b },
        { premise: b, hypothesis: a },
      ])
      return explained(id, signal, entailments(both, signal)).then((found) => {
        let next = 0
        return plain.map(([a, b]) => scoreOfPlain(a, b) ?? Math.min(found[next++] ?? 0, found[next++] ?? 0))
      })
    },
  }
  return withThreshold(scorer, defaultMinSimilarity, made)
}

interface Asked {
  readonly premise: string
  readonly hypothesis: string
}

async function explained<T>(id: string, signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    signal?.throwIfAborted()
    throw new SimilarityError(
      'EMBEDDER_FAILED',
      `The model ${JSON.stringify(id)} failed: ${openText(error instanceof Error ? error.message : String(error))}`,
      { cause: error },
    )
  }
}

function columnOf({ config }: Model, label: string): number {
  const labels = Object.entries(config.id2label ?? {})
  const found = labels.find(([, name]) => name.toLowerCase() === label.toLowerCase())
  if (found !== undefined) return Number(found[0])
  throw new Error(
    `it has no label ${JSON.stringify(label)}, only ${labels.map(([, name]) => JSON.stringify(name)).join(', ') || 'none'}; name that of entailment: nliScorer(load, { label })`,
  )
}

/** Of one label, for each row of logits. */
function probabilities({ dims, data }: Tensor, rows: number, column: number): number[] {
  const [given = 0, labels = 0] = dims
  if (given !== rows || column >= labels)
    throw new Error('it gave logits of another shape than it was asked for')
  return Array.from({ length: rows }, (_, row) => {
    const logits = Array.from({ length: labels }, (_label, at) => Number(data[row * labels + at]))
    const highest = Math.max(...logits)
    const shares = logits.map((logit) => Math.exp(logit - highest))
    const probability = (shares[column] ?? NaN) / shares.reduce((sum, share) => sum + share, 0)
    if (!Number.isFinite(probability)) throw new Error('it gave logits that are not numbers')
    return probability
  })
}
