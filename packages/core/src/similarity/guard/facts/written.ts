import type { Token } from '../tokens.js'

/** Tokens as they stand in the text. */
export function written(all: readonly Token[], from: number, to: number): string {
  return all
    .slice(from, to)
    .map(({ text, spaced }, at) => (spaced && at > 0 ? ` ${text}` : text))
    .join('')
}
