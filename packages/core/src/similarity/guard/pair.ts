import type { Alignment } from './align.js'
import type { Quantity } from './facts/quantity.js'
import type { Side } from './side.js'
import type { Lookup } from './words/lookup.js'

/** Two texts that claim to say the same, and which parts of them do. */
export interface Pair extends Alignment {
  readonly a: Side
  readonly b: Side
  readonly words: Lookup | undefined
}

/** What a rule found: the words at fault on either side, empty where there are none. */
export interface Fault {
  readonly recorded: string
  readonly replayed: string
}

/** Looks at both texts; must give the same, with sides exchanged, for the texts exchanged. */
export type Rule = (pair: Pair) => readonly Fault[]

export const fault = (
  recorded: readonly { text: string }[],
  replayed: readonly { text: string }[],
): Fault => ({
  recorded: recorded.map(({ text }) => text).join(', '),
  replayed: replayed.map(({ text }) => text).join(', '),
})

export type { Quantity }
