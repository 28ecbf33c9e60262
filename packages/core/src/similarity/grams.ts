import { isUnspaced, wordsOf } from './words.js'

/** Parts of a text, each with how often it occurs. */
export interface Grams {
  readonly counts: ReadonlyMap<string, number>
  /** How many there are in all. */
  readonly total: number
}

/** Characters of a part; in scripts where one character says as much as a syllable or a word, one less. */
const LENGTH = 3
const DENSE = /\p{Script=Hangul}/u

/**
 * The trigrams of the words of a text, with the space before and after each word. They do not reach from word to word,
 * so that the order of words counts little.
 */
export function gramsOf(text: string): Grams {
  const counts = new Map<string, number>()
  let total = 0
  for (const word of wordsOf(text.normalize('NFKC').toLowerCase())) {
    const isDense = isUnspaced(word) || DENSE.test(word)
    const characters = Array.from(isDense ? word : ` ${word} `)
    const length = Math.min(isDense ? LENGTH - 1 : LENGTH, characters.length)
    for (let start = 0; start + length <= characters.length; start++) {
      const gram = characters.slice(start, start + length).join('')
      counts.set(gram, (counts.get(gram) ?? 0) + 1)
      total++
    }
  }
  return { counts, total }
}

/**
 * Cosine of the square roots of the counts, 0 to 1: a part that occurs often, as in endings and small words, counts
 * less than its number. 0 where one side has none.
 *
 * @param more is taken as one text with `a`.
 */
export function gramSimilarity(a: Grams, b: Grams, more: Grams = NONE): number {
  const total = a.total + more.total
  if (total === 0 || b.total === 0) return 0
  let shared = 0
  for (const [gram, count] of b.counts) {
    const other = (a.counts.get(gram) ?? 0) + (more.counts.get(gram) ?? 0)
    if (other > 0) shared += Math.sqrt(count * other)
  }
  return Math.min(1, shared / Math.sqrt(total * b.total))
}

const NONE: Grams = { counts: new Map(), total: 0 }
