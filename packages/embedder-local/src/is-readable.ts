import { ENGLISH_WORDS } from './english-words.js'
import { FOREIGN_WORDS, SHARED_WORDS } from './foreign-words.js'
import { MAX_CHARACTERS } from './max-characters.js'

/** Of the letters and pictographs of a text. */
const LEAST_LATIN = 0.7
/** A text of so many words without one that English has is not taken for English. */
const WORDS_THAT_TELL = 8

/**
 * Whether the model can tell this text from another: whatever is not English is unknown words to it, which are all
 * alike. False for other scripts, for pictographs alone, for other languages, as far as their most common words tell,
 * and for a text that is too long. Names and numbers are read, and so is a blank text.
 */
export function isReadable(text: string): boolean {
  if (text.length > MAX_CHARACTERS) return false
  const normal = text.normalize('NFKC')
  const signs = normal.match(/[\p{L}\p{Extended_Pictographic}]/gu)?.length ?? 0
  if (signs === 0) return true
  const latin = normal.match(/\p{Script=Latin}/gu)?.length ?? 0
  return latin >= LEAST_LATIN * signs && isEnglish(normal)
}

function isEnglish(text: string): boolean {
  const words = text.replace(/[‘’]/g, "'").match(/\p{L}[\p{L}\p{M}]*(?:'\p{L}+)?/gu) ?? []
  const lower = words.map((word) => word.toLowerCase())
  const english = count(lower, (word) => ENGLISH_WORDS.has(word))
  const foreign = count(lower, (word) => FOREIGN_WORDS.has(word))
  // A name with an accent begins with a capital letter.
  const accented = count(
    words,
    (word) => /^\p{Ll}/u.test(word) && /[^\p{ASCII}]/u.test(word) && !LOAN_WORDS.has(word),
  )
  if (foreign + accented > english) return false
  return words.length < WORDS_THAT_TELL || english > 0 || lower.some((word) => SHARED_WORDS.has(word))
}

/** Accented words of English. */
const LOAN_WORDS: ReadonlySet<string> = new Set(
  'café cafés naïve résumé résumés façade cliché clichés fiancé fiancée protégé exposé sauté touché voilà déjà entrée entrées soirée à crème brûlée jalapeño jalapeños piñata über doppelgänger'.split(
    ' ',
  ),
)

function count<T>(items: readonly T[], has: (item: T) => boolean): number {
  return items.filter(has).length
}
