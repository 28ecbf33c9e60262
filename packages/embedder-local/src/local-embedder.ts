import type { Embedder } from '@retrial/core'
import { loadModel } from './load-model.js'
import { isReadable } from './is-readable.js'
import { MAX_CHARACTERS } from './max-characters.js'

/** Part of the key of every cached vector: whatever changes the vectors has to change it. */
const ID = 'use-lite@energetic-0.2.0'
const DIMENSIONS = 512
const MAX_BATCH = 32

/** For the score alone. It is low because the score is a weak judge: what catches contradictions is the guard. */
const DEFAULT_MIN_SIMILARITY = 0.45

/**
 * The offline sentence embedder: Universal Sentence Encoder lite, for English. Vectors have 512 numbers and length 1.
 * A blank text has no direction: its vector is all zeros. The model is loaded with the first text that is embedded,
 * once a process: 0.3 to 0.7 s, 100 MB.
 */
export function localEmbedder(): Embedder {
  return {
    id: ID,
    dimensions: DIMENSIONS,
    defaultMinSimilarity: DEFAULT_MIN_SIMILARITY,
    maxBatch: MAX_BATCH,
    supports: isReadable,
    embed,
  }
}

async function embed(
  texts: readonly string[],
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Float32Array[]> {
  const prepared = texts.map(prepare)
  const wanted = [...prepared.keys()].filter((index) => prepared[index] !== '')
  const vectors: Float32Array[] = prepared.map(() => new Float32Array(DIMENSIONS))
  for (let from = 0; from < wanted.length; from += MAX_BATCH) {
    signal?.throwIfAborted()
    const batch = wanted.slice(from, from + MAX_BATCH)
    const model = await loadModel()
    signal?.throwIfAborted()
    const rows = await model.embed(batch.map((index) => prepared[index] ?? ''))
    for (const [row, index] of batch.entries()) vectors[index] = unit(rows[row] ?? [])
  }
  signal?.throwIfAborted()
  return vectors
}

/** The model brings texts into the form NFKC itself. It knows plain blanks and quotes only: others would all be one unknown word to it. */
function prepare(text: string): string {
  if (text.length > MAX_CHARACTERS) {
    throw new RangeError(
      `A text of ${text.length} characters is too long for ${ID}: it reads ${MAX_CHARACTERS}.`,
    )
  }
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, '-').replace(/\s+/g, ' ').trim()
}

function unit(numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, (number) => number / length)
}
