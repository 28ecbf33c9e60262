import type { Embedder } from '../embedder.js'

export interface LetterEmbedder extends Embedder {
  /** Every call, with its texts. */
  readonly calls: (readonly string[])[]
}

/** Counts letters: the vector of a text says how often it has each of a to z. Answers in a later turn. */
export function letterEmbedder(options: Partial<Embedder> = {}): LetterEmbedder {
  const calls: (readonly string[])[] = []
  return {
    id: 'letters@1',
    defaultMinSimilarity: 0.7,
    calls,
    async embed(texts, { signal } = {}) {
      calls.push(texts)
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      return texts.map(lettersOf)
    },
    ...options,
  }
}

export function lettersOf(text: string): number[] {
  return Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => text.toLowerCase().split(letter).length - 1)
}
