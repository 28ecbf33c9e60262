import { lexicon } from './english/lexicon.js'
import { stem } from './english/stem.js'
import { lookup, type Lookup } from './words/lookup.js'
import type { WordList } from './words/word-list.js'

/** So many words are looked at; more would not change the answer. */
const SAMPLE = 400

/**
 * The word list that fits a text: the one whose common words it holds most of. Undefined where none fits.
 *
 * @param lists - those to choose from.
 */
export function languageOf(texts: readonly string[], lists: readonly WordList[]): Lookup | undefined {
  const text = texts.map((one) => one.slice(0, 4000)).join('\n')
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return find(lists, 'ja')
  const words = (text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).slice(0, SAMPLE)
  if (words.length === 0) return undefined
  const counted = lists
    .map((list) => lookup(list))
    .map((words_) => ({ found: words_, count: words.filter((word) => words_.common.has(word)).length }))
    .sort((a, b) => b.count - a.count)
  const [best] = counted
  if (best !== undefined && best.count > 0 && best.count >= words.length * 0.12) return best.found
  // Such as `Refund approved`: no common word, but words that are known.
  return words.filter((word) => lexicon().has(stem(word))).length * 2 > words.length ? find(lists, 'en') : undefined
}

function find(lists: readonly WordList[], language: string): Lookup | undefined {
  const list = lists.find((one) => one.language === language)
  return list && lookup(list)
}
