import { SimilarityError } from '../errors.js'
import type { Embedder } from './embedder.js'

type Given = Awaited<ReturnType<Embedder['embed']>>

/**
 * What an embedder gave, as vectors of length 1.
 *
 * @throws SimilarityError `EMBEDDER_FAILED` for too many or too few, numbers that are none, a wrong number of them, or
 * only zeros.
 */
export function checkedVectors(embedder: Embedder, texts: number, given: unknown): Float32Array[] {
  const fail = (what: string): never => {
    throw new SimilarityError('EMBEDDER_FAILED', `The embedder ${JSON.stringify(embedder.id)} ${what}.`)
  }
  if (!Array.isArray(given)) return fail('gave no list of vectors')
  if (given.length !== texts) return fail(`gave ${given.length} vectors for ${texts} texts`)
  let dimensions = embedder.dimensions
  return (given as Given).map((vector) => {
    if (!Array.isArray(vector) && !ArrayBuffer.isView(vector))
      return fail('gave something that is not a vector')
    dimensions ??= vector.length
    if (vector.length !== dimensions)
      return fail(`gave a vector of ${vector.length} numbers where ${dimensions} are due`)
    const numbers: readonly unknown[] = [...vector]
    if (!numbers.every(Number.isFinite))
      return fail('gave a vector that holds something else than finite numbers')
    return unit(numbers as number[]) ?? fail('gave a vector of zeros only, which is like no other')
  })
}

/** Undefined where it has no direction. */
function unit(numbers: readonly number[]): Float32Array | undefined {
  // Divided by the largest first: squares of large and of small numbers are not numbers any more.
  const largest = numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0)
  if (largest === 0) return undefined
  const scaled = numbers.map((number) => number / largest)
  const length = Math.sqrt(scaled.reduce((sum, number) => sum + number * number, 0))
  return Float32Array.from(scaled, (number) => number / length)
}
