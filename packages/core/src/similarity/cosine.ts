import { SimilarityError } from '../errors.js'

/**
 * The cosine of two vectors of length 1, from 0 to 1: what points away is no less alike than what stands apart.
 *
 * @throws SimilarityError `EMBEDDER_FAILED` where they are not of one model.
 */
export function cosine(id: string, a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) throw new Error('A vector was neither cached nor asked for.')
  if (a.length !== b.length) {
    throw new SimilarityError(
      'EMBEDDER_FAILED',
      `The embedder ${JSON.stringify(id)} gave vectors of ${a.length} and of ${b.length} numbers, now and when they were cached. Give each model an id of its own.`,
    )
  }
  const product = a.reduce((sum, number, index) => sum + number * (b[index] ?? 0), 0)
  return Math.min(1, Math.max(0, product))
}
