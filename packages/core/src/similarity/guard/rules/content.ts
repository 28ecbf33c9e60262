import { itemsOf, type Item } from '../items.js'
import { fault, type Rule } from '../pair.js'
import type { Side } from '../side.js'

/** The share of a clause that may be known from the other text where the clause itself is not. */
const MOST_KNOWN = 0.34

/** A clause whose content the other text does not have: an order added, a condition or a decision left out. */
export const content: Rule = (pair) => {
  const { a, b } = itemsOf(pair)
  const [bareA, bareB] = [bare(a), bare(b)]
  // Where both have words of their own, something was told in other words.
  const foundA = isMore(pair.a, bareA, loose(b)) ? bareA : []
  const foundB = isMore(pair.b, bareB, loose(a)) ? bareB : []
  return foundA.length + foundB.length === 0 ? [] : [fault(foundA.slice(0, 8), foundB.slice(0, 8))]
}

/** A `must` or a `not` weighs as much as a word. */
function isMore({ marks }: Side, own: readonly Item[], other: readonly Item[]): boolean {
  if (own.length < 2) return false
  const clauses = new Set(own.map(({ clause }) => clause))
  const weight = own.length + marks.filter(({ clause, optional }) => clauses.has(clause) && !optional).length
  return other.length * 2 < weight
}

function bare(items: readonly Item[]): Item[] {
  const clauses = new Map<number, Item[]>()
  for (const item of items) {
    const list = clauses.get(item.clause)
    if (list) list.push(item)
    else clauses.set(item.clause, [item])
  }
  return [...clauses.values()].flatMap((clause) => {
    const unknown = loose(clause)
    return unknown.length >= 2 && clause.length - unknown.length <= clause.length * MOST_KNOWN ? unknown : []
  })
}

function loose(items: readonly Item[]): Item[] {
  return items.filter(({ link, word }) => link < 0 && word?.optional !== true && (word?.marks.length ?? 0) === 0)
}
