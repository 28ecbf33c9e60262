import { fault, type Pair, type Rule } from '../pair.js'
import type { Side, Word } from '../side.js'

/** A person, place, code or address that the other text does not name. */
export const names: Rule = (pair) => {
  const a = left(pair.a.words, pair.ofA, pair.b)
  const b = left(pair.b.words, pair.ofB, pair.a)
  const [codesA, codesB] = [a.filter(isCode), b.filter(isCode)]
  if (a.length > 0 && b.length > 0) return [fault(a, b)]
  return codesA.length + codesB.length > 0 ? [fault(codesA, codesB)] : []
}

const isCode = ({ name }: Word): boolean => name === 'code'

function left(words: readonly Word[], links: Pair['ofA'], other: Side): Word[] {
  const known = new Set(other.tokens.map(({ lower }) => lower))
  const numbers = new Set(other.quantities.map(({ raw }) => raw))
  // `v2` is version 2.
  const isKnown = (text: string) =>
    known.has(text.toLowerCase()) || (/^v\d+$/i.test(text) && numbers.has(Number(text.slice(1))))
  return words.filter(
    ({ name, text, optional }, at) =>
      !optional && (name === 'yes' || name === 'code') && links[at] === undefined && !isKnown(text),
  )
}
