import { SimilarityError } from '../errors.js'
import { checkKnownOptions } from '../known-options.js'
import { checkOptionType } from '../option-type.js'
import { checkEmbedder } from './check-embedder.js'
import { cosine } from './cosine.js'
import { embedOnce } from './embed-once.js'
import type { Embedder } from './embedder.js'
import { scoreOfPlain } from './score-of-plain.js'
import type { SimilarityScorer } from './scorer.js'
import { plainText, textKey } from './text-key.js'
import { defaultVectors } from './vectors/default-vectors.js'
import type { VectorCache, Vectors } from './vectors/vector-cache.js'

export interface EmbeddingScorerOptions {
  /** Where vectors are kept. Default: the working database, `.retrial/retrial.db`. False: nowhere. */
  readonly cache?: VectorCache | false
  /** Whether a text that is not in the cache is an error, in place of a call of the model. Default false. */
  readonly offline?: boolean
}

/**
 * A scorer by the cosine of two vectors, from 0 to 1. Only texts that are neither equal nor cached are embedded, each
 * once. The score is there at once where nothing has to be embedded.
 *
 * @throws UsageError `INVALID_OPTION`. Scoring throws SimilarityError `EMBEDDER_FAILED`, and `VECTOR_MISSING` where
 * `offline` keeps it from asking.
 */
export function embeddingScorer(embedder: Embedder, options: EmbeddingScorerOptions = {}): SimilarityScorer {
  checkEmbedder(embedder)
  checkKnownOptions(options, ['cache', 'offline'], 'embeddingScorer()')
  checkOptionType(options, 'offline', 'boolean', 'embeddingScorer()')
  const { cache = defaultVectors(), offline = false } = options

  return {
    id: embedder.id,
    get defaultMinSimilarity() {
      return embedder.defaultMinSimilarity
    },
    supports: (text) => embedder.supports?.(text) ?? true,
    score(pairs, { signal } = {}) {
      const texts = new Map<string, string>()
      const keyed = (text: string): string => {
        const key = textKey(text)
        texts.set(key, text)
        return key
      }
      const settled = pairs.map(({ recorded, replayed }) => {
        if (recorded === replayed) return 1
        const [a, b] = [plainText(recorded), plainText(replayed)]
        return scoreOfPlain(a, b) ?? ([keyed(a), keyed(b)] as const)
      })
      const known = new Map(cache === false ? [] : cache.get(embedder.id, [...texts.keys()]))
      const scores = (): number[] =>
        settled.map((score) =>
          typeof score === 'number' ? score : cosine(embedder.id, known.get(score[0]), known.get(score[1])),
        )

      const missing = new Map([...texts].filter(([key]) => !fits(embedder, known.get(key))))
      if (missing.size === 0) return scores()
      if (offline) throw vectorMissing(embedder, [...missing.keys()], texts.size)
      if ([...missing.values()].some((text) => embedder.supports?.(text) === false))
        throw unreadable(embedder)
      const keep = (vectors: Vectors): void => {
        for (const [key, vector] of vectors) known.set(key, vector)
        if (cache !== false) cache.put(embedder.id, vectors)
      }
      return embedOnce(embedder, missing, keep, signal).then(scores)
    },
  }
}

function fits({ dimensions }: Embedder, vector: Float32Array | undefined): boolean {
  return vector !== undefined && (dimensions === undefined || vector.length === dimensions)
}

function vectorMissing({ id }: Embedder, missing: readonly string[], of: number): SimilarityError {
  return new SimilarityError(
    'VECTOR_MISSING',
    `${missing.length} of ${of} texts have no cached vector of ${JSON.stringify(id)} (sha256 ${missing[0]?.slice(0, 12) ?? ''}…), and offline: true keeps the model from being asked. Run the same tests once without it where the model is at hand, and bring the cache along, .retrial/retrial.db.`,
  )
}

/** Vectors of what a model cannot read are all alike: its score would be a false 1. */
function unreadable({ id }: Embedder): SimilarityError {
  return new SimilarityError(
    'EMBEDDER_FAILED',
    `A text is not one that the embedder ${JSON.stringify(id)} can read. Use a scorer that can, such as 'lexical'.`,
  )
}
