import { itemsOf, type Item } from '../items.js'
import { fault, type Rule } from '../pair.js'
import type { Side } from '../side.js'
import { near } from './near.js'

/** The share of a clause that may be known from the other text where the clause itself is not. */
const MOST_KNOWN = 0.34
const ADDING = new Set(
  ('with for in at to from and or within during without into on via per excluding including mit für in an bei ohne und oder inkl avec pour dans à sans et ou ' +
    'con para en a sin y o com em sem e с для в на без и или').split(' '),
)

/** A clause whose content the other text does not have: an order added, a condition or a decision left out. */
export const content: Rule = (pair) => {
  const { a, b } = itemsOf(pair)
  const foundA = surplus(pair.a, a, b)
  const foundB = surplus(pair.b, b, a)
  return foundA.length + foundB.length === 0 ? [] : [fault(foundA.slice(0, 8), foundB.slice(0, 8))]
}

function surplus(side: Side, own: readonly Item[], other: readonly Item[]): readonly Item[] {
  const [mine, others] = [loose(own), loose(other)]
  const clauses = bare(side, own)
  const weight = clauses.length + marksIn(side, new Set(clauses.map(({ clause }) => clause)))
  // Where both have words of their own, something was told in other words.
  if (weight >= 2 && others.length * 2 < weight) return clauses
  return others.length === 0 && isAdded(side, mine) ? mine : []
}

/** All that the other text says is here, and this besides: `for two nights` and `for two nights with breakfast`. */
function isAdded(side: Side, items: readonly Item[]): boolean {
  if (items.length >= 2) return true
  const [item] = items
  return item !== undefined && (item.word === undefined || ADDING.has(near(side, item.at, -1)))
}

function bare(side: Side, items: readonly Item[]): Item[] {
  const clauses = new Map<number, Item[]>()
  for (const item of items) {
    const list = clauses.get(item.clause)
    if (list) list.push(item)
    else clauses.set(item.clause, [item])
  }
  return [...clauses].flatMap(([clause, all]) => {
    const unknown = loose(all)
    if (unknown.length === 0 || all.length - unknown.length > all.length * MOST_KNOWN) return []
    return unknown.length + marksIn(side, new Set([clause])) >= 2 ? unknown : []
  })
}

/** A `must` or a `not` weighs as much as a word. */
function marksIn({ marks }: Side, clauses: ReadonlySet<number>): number {
  return marks.filter(({ clause, optional, word }) => clauses.has(clause) && !optional && word < 0).length
}

function loose(items: readonly Item[]): Item[] {
  return items.filter(({ link, word }) => link < 0 && word?.optional !== true && (word?.marks.length ?? 0) === 0)
}
