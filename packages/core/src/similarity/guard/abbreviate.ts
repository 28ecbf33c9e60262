/** Words that initials leave out. */
const SMALL = new Set(['of', 'and', 'the', 'for', 'to', 'in', '&'])
const INITIALS = /(?<![\p{L}\p{N}-])\p{Lu}{2,6}(?![\p{L}\p{N}-])/gu
const CAPITALS = /\p{Lu}{2,}/gu
/** Letters of initials, as above. */
const LONGEST = 6
/** More are not looked for. */
const MOST = 12

/**
 * A text with the initials of the other in place of the words that they stand for: `the European Union` becomes `the EU`
 * where the other text says `EU`.
 */
export function abbreviate(text: string, other: string): string {
  return initialsOnlyOf(other, text).slice(0, MOST).reduce(replaced, text)
}

/** Those that stand nowhere in the text: what it could have of them is looked up, so that many take no more than a few. */
function initialsOnlyOf(other: string, text: string): string[] {
  const initials = new Set(other.match(INITIALS))
  if (initials.size === 0) return []
  for (const [run] of text.matchAll(CAPITALS)) {
    const letters = Array.from(run)
    for (let from = 0; from < letters.length; from++)
      for (let length = 2; length <= LONGEST; length++)
        initials.delete(letters.slice(from, from + length).join(''))
  }
  return [...initials]
}

function replaced(text: string, initials: string): string {
  const words = [...text.matchAll(/[\p{L}&]+/gu)]
  const long = words.filter(({ 0: word }) => !SMALL.has(word.toLowerCase()))
  const heads = long.map(({ 0: word }) => word.charAt(0).toUpperCase()).join('')
  const at = heads.indexOf(initials)
  const [first, last] = [long[at], long[at + initials.length - 1]]
  if (at < 0 || heads.length !== long.length || first === undefined || last === undefined) return text
  const phrase = text.slice(first.index, last.index + last[0].length)
  // Words that stand together, not across a comma.
  if (!/^[\p{L}&\s-]+$/u.test(phrase)) return text
  return text.slice(0, first.index) + initials + text.slice(first.index + phrase.length)
}
