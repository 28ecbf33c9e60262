import { lexicon } from './english/lexicon.js'
import { stem } from './english/stem.js'
import type { WordList } from './words/word-list.js'

/** So much is looked at of each text; more would not change the answer. */
const SAMPLE = 2000
/** The share of common words that a text of a language has at the least: one of eight. */
const LEAST_SHARE = 1 / 8

const common = new WeakMap<WordList, ReadonlySet<string>>()

/**
 * The word list that fits a text: the one whose common words it holds most of. Undefined where none fits.
 *
 * @param lists - those to choose from; of two that fit alike the earlier.
 */
export function languageOf(texts: readonly string[], lists: readonly WordList[]): WordList | undefined {
  const text = texts
    .map((one) => one.slice(0, SAMPLE))
    .join('\n')
    .toLowerCase()
  const named = (language: string) => lists.find((list) => list.language === language)
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return named('ja')
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? []
  let [best, most]: [WordList | undefined, number] = [undefined, 0]
  for (const list of lists) {
    const known = commonOf(list)
    const count = words.filter((word) => known.has(word)).length
    if (count > most) [best, most] = [list, count]
  }
  if (most >= words.length * LEAST_SHARE) return best
  if (words.length > 0 && words.every((word) => /^\p{Script=Cyrillic}/u.test(word))) return named('ru')
  // Such as `Refund approved`: no common word, but words that are known.
  return words.filter((word) => lexicon().has(stem(word))).length * 2 > words.length ? named('en') : undefined
}

function commonOf(list: WordList): ReadonlySet<string> {
  const found = common.get(list) ?? new Set(list.common.split(' '))
  common.set(list, found)
  return found
}
