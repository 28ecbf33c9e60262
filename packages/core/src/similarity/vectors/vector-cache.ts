/**
 * Keeps vectors, so that no text is embedded twice. Synchronous, so that what is kept can be compared at once. Nothing
 * in it is worth an error: what cannot be read is not there, and what cannot be written is not kept.
 */
export interface VectorCache {
  /** Those it holds, by the hash of their text. */
  get(model: string, hashes: readonly string[]): Vectors
  put(model: string, vectors: Vectors): void
}

/** Vectors of length 1, by the hash of their text: SHA-256, in hex. */
export type Vectors = ReadonlyMap<string, Float32Array>
