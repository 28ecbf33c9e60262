import type { Moment } from './facts/moment.js'
import type { Ordinal } from './facts/ordinals.js'
import type { Quantity } from './facts/quantity.js'
import type { Token } from './tokens.js'
import type { Mark } from './words/word-list.js'

/** A word or phrase with content of its own. */
export interface Word {
  /** As it is written. */
  readonly text: string
  /** The same word without a prefix that says no: `valid` for `invalid`. */
  readonly base: string | undefined
  /** What its forms share. */
  readonly key: string
  /** Groups of words that mean the same: rows of the word list as negative numbers, of the lexicon as positive. */
  readonly groups: readonly number[]
  readonly poles: readonly (readonly [row: number, side: number])[]
  readonly exclusive: readonly (readonly [row: number, place: number])[]
  /** Says no by itself, as `deny` does; `at times` as `remain` does in `remains open`. */
  readonly negative: 'no' | 'at times' | 'yes'
  /** Part of a courtesy, or a word of conversation: may be missing. */
  readonly optional: boolean
  /** Part of a courtesy. */
  readonly courtesy: boolean
  readonly name: 'no' | 'maybe' | 'yes' | 'code'
  /** The marks of the same phrase: `allowed` is a word and says `may`. */
  readonly marks: readonly Mark[]
  /** Its token. */
  readonly at: number
  readonly clause: number
  readonly sentence: number
}

/** A phrase that does something to the words around it. */
export interface Marked {
  readonly mark: Mark
  readonly text: string
  /** Its tokens: from, and up to but without. */
  readonly at: number
  readonly to: number
  readonly clause: number
  readonly sentence: number
  /** The word that it is about, as an index of `words`; -1 where there is none. */
  readonly target: number
  /** Whether the same phrase says `not`: `need not`, `must not`. */
  readonly negated: boolean
  /** Part of a courtesy: may be missing. */
  readonly optional: boolean
  /** The word that the same phrase is, if it has content; else -1. */
  readonly word: number
}

/** One text, taken apart. */
export interface Side {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly words: readonly Word[]
  readonly marks: readonly Marked[]
  readonly quantities: readonly Quantity[]
  readonly moments: readonly Moment[]
  readonly ordinals: readonly Ordinal[]
  /** The tokens of phrases that change nothing. */
  readonly fillers: ReadonlySet<number>
  /** The words by their tokens, and by their clauses. */
  readonly wordAt: ReadonlyMap<number, Word>
  readonly wordsIn: ReadonlyMap<number, readonly Word[]>
  /** The marks by their clauses, and by the token after them. */
  readonly marksIn: ReadonlyMap<number, readonly Marked[]>
  readonly marksBefore: ReadonlyMap<number, readonly Marked[]>
  /** The marks by their first token. */
  readonly marksAt: ReadonlyMap<number, readonly Marked[]>
  /** Where numbers begin. */
  readonly starts: ReadonlySet<number>
  /** The numbers that are written as digits, in codes too. */
  readonly digits: ReadonlySet<string>
  /** The clause of each token. */
  readonly clauses: readonly number[]
}
