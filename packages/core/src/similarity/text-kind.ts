import { isUnspaced } from './words.js'

/**
 * What a text is, and so how it is compared: `prose` by similarity, a `label` but for case, space and a full stop at its
 * end, `code` but for space, and everything else (ids, dates, numbers, addresses) exactly.
 */
export type TextKind = 'prose' | 'label' | 'code' | 'exact'

/** Words from which on a text is a sentence, not a label. */
const FEWEST_WORDS = 3
/** A word in small letters, in capitals or with one at the front: anything else may be an id. */
const LABEL_WORD = /^(?:\p{L}[\p{Ll}\p{Lo}\p{Lm}\p{M}'’-]*|[\p{Lu}\p{M}'’-]+)?$/u
const HAS_LETTER = /\p{L}/u

const MARKUP_TAG = /<\/?[a-z][^<>]*>/i
const STATEMENT =
  /^[ \t]*(?:(?:const|let|var)\s+[\w$]+\s*=|def\s+\w+\(|(?:async\s+)?function\b[^(]{0,80}\(|import\s[^'"]{0,200}['"]|#include\b|(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH)\s)/m
/** A command line: a name in small letters, and an option. */
const COMMAND = /^(?:[$>] ?)?[a-z./][^\n]*\s--?[A-Za-z][\w-]*(?:[\s=]|$)/
const SENTENCE_END = /[.!?]$/
const BLOCK_LINE = /(?:[{}]|\);)[ \t]*$/m
/** Characters that prose has few of. */
const CODE_CHARACTER = /[{}<>;=|\\^~]/g
const FEWEST_CODE_CHARACTERS = 3
/** Share of code characters from which on a text is code. */
const CODE_DENSITY = 0.05

export function textKind(written: string): TextKind {
  const text = written.trim()
  if (isCode(text)) return 'code'
  if (isProse(text)) return 'prose'
  const words = text.replace(/\.$/, '').split(/\s+/)
  return words.every((word) => LABEL_WORD.test(word)) ? 'label' : 'exact'
}

function isProse(text: string): boolean {
  return isUnspaced(text) ? hasSegments(text) : hasWords(text)
}

function hasWords(text: string): boolean {
  let count = 0
  for (const [token] of text.matchAll(/\S+/g)) {
    if (HAS_LETTER.test(token) && ++count >= FEWEST_WORDS) return true
  }
  return false
}

/** Characters that are looked at for words: the segmenter's time grows with the square of the length. */
const LOOKED_AT = 1_000

let segmenter: Intl.Segmenter | undefined

/** In scripts without spaces a dictionary tells words apart. */
function hasSegments(text: string): boolean {
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' })
  let count = 0
  for (const { segment, isWordLike } of segmenter.segment(text.slice(0, LOOKED_AT))) {
    if (isWordLike === true && HAS_LETTER.test(segment) && ++count >= FEWEST_WORDS) return true
  }
  return false
}

function isCode(text: string): boolean {
  if (MARKUP_TAG.test(text) || STATEMENT.test(text) || BLOCK_LINE.test(text)) return true
  if (COMMAND.test(text) && !SENTENCE_END.test(text)) return true
  const characters = text.match(CODE_CHARACTER)?.length ?? 0
  return characters >= FEWEST_CODE_CHARACTERS && characters > CODE_DENSITY * text.length
}
