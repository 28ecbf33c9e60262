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
  const initials = new Set([...known].filter((word) => word.length > 2).map((word) => word.charAt(0)))
  const ordinals = new Set(other.ordinals.map(({ value }) => value))
  // `Q7` is question 7, and `#9` number 9.
  const isSpelled = (text: string): boolean => {
    const [, letters = '', digits] = /^(#|[A-Z]{1,4})[-_]?(\d{1,6})$/i.exec(text) ?? []
    if (digits === undefined || !(numbers.has(Number(digits)) || ordinals.has(Number(digits)))) return false
    const initial = letters.charAt(0).toLowerCase()
    return initial === '#' || initials.has(initial)
  }
  // `v2` is version 2.
  const isKnown = (text: string) =>
    formsOf(text.toLowerCase()).some((form) => known.has(form)) ||
    isSpelled(text) ||
    (/^v\d+$/i.test(text) && numbers.has(Number(text.slice(1))))
  return words.filter(
    ({ name, text, optional }, at) =>
      !optional && (name === 'yes' || name === 'code') && links[at] === undefined && !isKnown(text),
  )
}

const ENDINGS = ['n', 'an', 'ian', 'ish', 'ese', 's', 'ic', 'i', 'er']

/** `Asia` and `Asian`. */
function formsOf(name: string): string[] {
  const shorter = ENDINGS.flatMap((ending) =>
    name.endsWith(ending) && name.length > ending.length + 3 ? [name.slice(0, -ending.length)] : [],
  )
  return [name, ...shorter, ...(name.length > 3 ? ENDINGS.map((ending) => name + ending) : [])]
}
