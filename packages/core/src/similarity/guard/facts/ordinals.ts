import type { Token } from '../tokens.js'
import type { Lookup } from '../words/lookup.js'

/** A place in an order: `first`, `2nd`. */
export interface Ordinal {
  readonly value: number
  readonly text: string
  readonly at: number
}

const ENDING = /^(?:st|nd|rd|th|er|re|e|eme|ª|º|°|\.)$/

/** The ordinals of a text; marks their tokens as taken. */
export function ordinals(all: readonly Token[], taken: boolean[], words: Lookup | undefined): Ordinal[] {
  const found: Ordinal[] = []
  all.forEach((token, at) => {
    if (taken[at]) return
    const made = read(all, token, at, words)
    if (made === undefined) return
    found.push(made)
    taken[at] = true
    if (token.kind === 'number') taken[at + 1] = true
  })
  return found
}

function read(
  all: readonly Token[],
  token: Token,
  at: number,
  words: Lookup | undefined,
): Ordinal | undefined {
  const next = all[at + 1]
  if (token.kind === 'number') {
    const isOrdinal = next?.kind === 'word' && !next.spaced && ENDING.test(next.lower)
    return isOrdinal ? { value: Number(token.text), text: `${token.text}${next.text}`, at } : undefined
  }
  const value = words?.ordinals.get(token.lower)
  // `a third of`
  if (next?.lower === 'of' && /^(?:a|one|two|three|four)$/.test(all[at - 1]?.lower ?? '')) return undefined
  // `1 second`
  if (value === undefined || (token.lower === 'second' && all[at - 1]?.kind === 'number')) return undefined
  return { value, text: token.text, at }
}
