/** A secret that is known by how it looks, wherever it stands. */
export interface Shape {
  readonly kind: string
  /** Global; matches the secret and nothing around it. */
  readonly pattern: RegExp
  /** What is quick to look for; one of them is in every text that holds such a secret. */
  readonly hints?: readonly RegExp[]
  /** Whether what the pattern found is one: a check digit, say. */
  readonly holds?: (found: string) => boolean
}

/** An escape of JSON text or of a URL. It ends in a letter or digit, and is not part of what follows it. */
const ESCAPE = String.raw`\\[bfnrt]|\\u[\da-fA-F]{4}|%[\da-fA-F]{2}`

/** What may stand before a key: no letter or digit, but for those of an escape. */
export const BEFORE_KEY = String.raw`(?<=^|[^\w-]|${ESCAPE})`

/** What may stand before a word. */
export const BEFORE_WORD = String.raw`(?<=^|[^\w\\%-]|${ESCAPE})`

/** What may stand before digits: they are not the end of a longer number, of an id, of a time or of a decimal fraction. */
export const BEFORE_DIGITS = String.raw`(?:(?<=${ESCAPE})|(?<![\w.%]|\w-|[\d:]:))`
