import type { VectorCache } from './vector-cache.js'

/** Vectors of this process only. Beyond `limit` of a model the oldest go. Default limit 10,000. */
export function memoryVectors({ limit = 10_000 }: { readonly limit?: number } = {}): VectorCache {
  const models = new Map<string, Map<string, Float32Array>>()
  return {
    get(model, hashes) {
      const held = models.get(model)
      return new Map(
        hashes.flatMap((hash) => {
          const vector = held?.get(hash)
          return vector === undefined ? [] : [[hash, vector] as const]
        }),
      )
    },
    put(model, vectors) {
      const held = models.get(model) ?? new Map<string, Float32Array>()
      models.set(model, held)
      for (const [hash, vector] of vectors) held.set(hash, vector)
      for (const hash of held.keys()) {
        if (held.size <= limit) break
        held.delete(hash)
      }
    },
  }
}
