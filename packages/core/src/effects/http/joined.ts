import { Buffer } from 'node:buffer'

/** Chunks as one. A single one is given back as it is, not copied. */
export function joined(chunks: readonly Buffer[]): Buffer {
  const [only, ...more] = chunks
  return only === undefined || more.length > 0 ? Buffer.concat(chunks) : only
}
