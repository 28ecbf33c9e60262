import type { Embedder } from './embedder.js'
import type { SimilarityScorer } from './scorer.js'

/** Stand-in: cosine of the vectors, nothing cached. */
export function embeddingScorer(embedder: Embedder): SimilarityScorer {
  const { id, defaultMinSimilarity } = embedder
  return {
    id,
    defaultMinSimilarity,
    supports: (text) => embedder.supports?.(text) ?? true,
    async score(pairs, options) {
      const vectors = await embedder.embed(
        pairs.flatMap(({ recorded, replayed }) => [recorded, replayed]),
        options,
      )
      return pairs.map((_pair, index) =>
        cosine([...(vectors[2 * index] ?? [])], [...(vectors[2 * index + 1] ?? [])]),
      )
    },
  }
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, index) => sum + value * (y[index] ?? Number.NaN), 0)
  return Math.min(1, Math.max(0, dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))))
}
