import { plainSpacing } from './same-wording.js'

const PICTURE = /[\p{Extended_Pictographic}\ufe0f\u200d]/gu
const NUMBERS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, String(value)] as const),
)
/** Of `Refund in full` and `Full refund`. */
const LINKS = new Set(['in', 'the', 'a', 'an', 'is', 'be'])
const DENYING = ['in', 'im', 'il', 'ir', 'un', 'non', 'dis']

/**
 * Whether two short texts are one label: but for case, white space, a hyphen between words, a full stop at the end, a
 * picture beside the words, how a small number or a `not` is written, and the order of words of which none is a
 * preposition.
 */
export function sameLabel(recorded: string, replayed: string): boolean {
  const [was, is] = [wordsOf(recorded, replayed), wordsOf(replayed, recorded)]
  if (was.length === 0 || is.length === 0) return recorded === replayed
  if (was.join(' ') === is.join(' ') || denies(was, is) || denies(is, was)) return true
  const bag = (words: readonly string[]): string =>
    words
      .filter((word) => !LINKS.has(word))
      .sort()
      .join(' ')
  return !was.includes('not') && was.some((word) => LINKS.has(word)) !== is.some((word) => LINKS.has(word))
    ? bag(was) === bag(is)
    : false
}

function wordsOf(text: string, other: string): string[] {
  const bare = other.search(PICTURE) < 0 ? text.replaceAll(PICTURE, '') : text
  return plainSpacing(bare)
    .replace(/[.。]$/, '')
    .replace(/^n\/?a$/i, 'not applicable')
    .replaceAll('’', "'")
    .replaceAll(/\b(ca|do|does|did|is|are|was|were|has|have|should|could|would)n't\b/gi, (_, verb: string) =>
      verb.toLowerCase() === 'ca' ? 'can not' : `${verb} not`,
    )
    .replaceAll(/\bcannot\b/gi, 'can not')
    .replaceAll(/(?<=\p{L})-(?=[\p{L}\d])/gu, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => NUMBERS.get(word.toLowerCase()) ?? word.toLowerCase())
}

/** `not eligible` and `ineligible`. */
function denies(plain: readonly string[], prefixed: readonly string[]): boolean {
  const at = plain.indexOf('not')
  const word = plain[at + 1]
  if (at < 0 || word === undefined || plain.length !== prefixed.length + 1) return false
  return DENYING.some(
    (prefix) =>
      [...plain.slice(0, at), prefix + word, ...plain.slice(at + 2)].join(' ') === prefixed.join(' '),
  )
}
