import { inspect } from 'node:util'
import { UsageError } from '../errors.js'
import type { Embedder } from './embedder.js'

/** @throws UsageError `INVALID_OPTION` for what cannot be an embedder. Its threshold is looked at when it is used. */
export function checkEmbedder(embedder: Partial<Record<keyof Embedder, unknown>>): void {
  const { id, embed, dimensions, maxBatch } = embedder
  const refuse = (what: string): never => {
    throw new UsageError('INVALID_OPTION', `An embedder's ${what}.`)
  }
  if (typeof id !== 'string' || id === '') refuse(`id must be a text, it is ${inspect(id)}`)
  if (typeof embed !== 'function') refuse('embed must be a function')
  for (const [name, value] of Object.entries({ dimensions, maxBatch })) {
    if (value === undefined || (Number.isInteger(value) && (value as number) >= 1)) continue
    refuse(`${name} must be a whole number from 1, it is ${inspect(value)}`)
  }
}
