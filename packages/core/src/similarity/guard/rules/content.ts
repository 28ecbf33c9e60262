import { groupBy } from '../group-by.js'
import { itemsOf, type Item } from '../items.js'
import { ledger } from '../ledger.js'
import { fault, type Rule } from '../pair.js'
import type { Marked, Side } from '../side.js'
import type { Mark } from '../words/word-list.js'
import { isArticle, near } from './near.js'

/** The share of a clause that may be known from the other text where the clause itself is not. */
const MOST_KNOWN = 0.34
const WEIGHTY = new Set<Mark>(['not', 'only', 'if', 'except', 'notbefore'])
const ADDING = new Set(
  (
    'under with for in at to from and or within during without into on via per excluding including mit für in an bei ohne und oder inkl avec pour dans à sans et ou ' +
    'con para en a sin y o com em sem e с для в на без и или'
  ).split(' '),
)

/** A clause whose content the other text does not have: an order added, a condition or a decision left out. */
export const content: Rule = (pair) => {
  const { a, b } = itemsOf(pair)
  const { openA, openB } = ledger(pair)
  // A `not` that has its counterpart is no news.
  const [sideA, sideB] = [withOpen(pair.a, openA), withOpen(pair.b, openB)]
  const foundA = surplus(sideA, a, sideB, b)
  const foundB = surplus(sideB, b, sideA, a)
  return foundA.length + foundB.length === 0 ? [] : [fault(foundA.slice(0, 8), foundB.slice(0, 8))]
}

function withOpen(side: Side, open: readonly Marked[]): Side {
  const news = new Set(open)
  return {
    ...side,
    marksIn: groupBy(
      side.marks.filter((mark) => mark.mark !== 'not' || news.has(mark)),
      ({ clause }) => clause,
    ),
  }
}

function surplus(side: Side, own: readonly Item[], otherSide: Side, other: readonly Item[]): readonly Item[] {
  const clauses = bare(side, own)
  const weight = clauses.length + marksIn(side, new Set(clauses.map(({ clause }) => clause)))
  // Where both have words of their own, something was told in other words.
  if (weight >= 2 && unmatched(other).length * 2 < weight) return clauses
  return unmatched(other).length === 0 && isExtended(otherSide, side) ? added(side, own) : []
}

/** What this text says besides: `for two nights` and `for two nights with breakfast`. */
function added(side: Side, items: readonly Item[]): readonly Item[] {
  const more = items.filter(
    ({ at, link, word }) =>
      link < 0 &&
      word?.optional !== true &&
      (word?.marks.length ?? 0) === 0 &&
      !side.fillers.has(at - 1) &&
      !side.fillers.has(at - 2),
  )
  const isMore =
    more.filter(({ soft }) => !soft).length > 1 || more.some((item) => ADDING.has(near(side, item.at, -1)))
  return isMore ? more : []
}

/** Whether one text is the other with words put in: then nothing was told in other words. */
function isExtended(short: Side, long: Side): boolean {
  const words = (side: Side) =>
    side.tokens.filter(({ kind, lower }) => kind !== 'sign' && !isArticle(lower)).map(({ lower }) => lower)
  const wanted = words(short)
  let next = 0
  for (const word of words(long)) if (word === wanted[next]) next++
  return next === wanted.length && wanted.length > 0
}

function bare(side: Side, items: readonly Item[]): Item[] {
  return [...groupBy(items, ({ clause }) => clause)].flatMap(([clause, all]) => {
    const unknown = loose(all)
    if (unknown.length === 0 || all.filter(({ link }) => link >= 0).length > all.length * MOST_KNOWN)
      return []
    return unknown.length + marksIn(side, new Set([clause])) >= 2 ? unknown : []
  })
}

/** A `not` or an `only` weighs as much as a word, but not the one of `nothing wrong`. */
function marksIn({ marksIn: marks, words }: Side, clauses: ReadonlySet<number>): number {
  return [...clauses]
    .flatMap((clause) => marks.get(clause) ?? [])
    .filter(
      ({ mark, optional, word, target }) =>
        WEIGHTY.has(mark) && !optional && word < 0 && words[target]?.negative !== 'yes',
    ).length
}

function loose(items: readonly Item[]): Item[] {
  return items.filter(({ link, soft, word }) => link < 0 && !soft && (word?.marks.length ?? 0) === 0)
}

/** Words of conversation too: they may be how the other text says it. */
function unmatched(items: readonly Item[]): Item[] {
  return items.filter(
    ({ link, word }) => link < 0 && word !== undefined && !word.courtesy && word.marks.length === 0,
  )
}
