import { itemsOf, type Item } from '../items.js'
import { fault, type Rule } from '../pair.js'

/** The share of a clause that may be known from the other text where the clause itself is not. */
const MOST_KNOWN = 0.34

/** A clause whose content the other text does not have: an order added, a condition or a decision left out. */
export const content: Rule = (pair) => {
  const { a, b } = itemsOf(pair)
  const [bareA, bareB] = [bare(a), bare(b)]
  // Where both have words of their own, something was told in other words.
  const foundA = bareA.length >= 2 && loose(b).length * 2 <= bareA.length ? bareA : []
  const foundB = bareB.length >= 2 && loose(a).length * 2 <= bareB.length ? bareB : []
  return foundA.length + foundB.length === 0 ? [] : [fault(foundA.slice(0, 8), foundB.slice(0, 8))]
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
