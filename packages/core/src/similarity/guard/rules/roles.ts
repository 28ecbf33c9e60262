import { lexicon } from '../english/lexicon.js'
import { itemsOf, type Item, type Items } from '../items.js'
import type { Fault, Pair, Rule } from '../pair.js'
import type { Side, Word } from '../side.js'
import { isArticle, near } from './near.js'

/** So many items of one sentence are compared with one another. */
const MOST = 14
const JOINED = new Set([
  ',',
  'and',
  'or',
  '&',
  '/',
  'und',
  'oder',
  'et',
  'ou',
  'y',
  'e',
  'o',
  'и',
  'или',
  '、',
  'と',
  'や',
])
const BEING = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'being', 'gets', 'got', 'get'])

/** The same words with parts exchanged: `the buyer pays the seller` against `the seller pays the buyer`. */
export const roles: Rule = (pair) => {
  const { a, b } = itemsOf(pair)
  const places = new Map(
    b.filter(({ link, opposite }) => link >= 0 && !opposite).map((item) => [item.link, item]),
  )
  const clauses = [byClause(a), byClause(b)] as const
  for (const sentence of sentences(a)) {
    for (const [index, x] of sentence.entries()) {
      for (const y of sentence.slice(index + 1)) {
        const [x2, y2] = [places.get(x.link), places.get(y.link)]
        if (x2 === undefined || y2 === undefined || !isSwapped(pair, clauses, [x, y], [x2, y2])) continue
        return [{ recorded: shown(x, y), replayed: shown(x2, y2) }] satisfies Fault[]
      }
    }
  }
  return []
}

type Two = readonly [Item, Item]
type Clauses = readonly [ReadonlyMap<number, readonly number[]>, ReadonlyMap<number, readonly number[]>]

const shown = (x: Item, y: Item): string => (x.at < y.at ? `${x.text} … ${y.text}` : `${y.text} … ${x.text}`)

/** The linked items of each sentence, not too many of them. */
function sentences(items: readonly Item[]): Item[][] {
  const found = new Map<number, Item[]>()
  for (const item of items) {
    if (item.link < 0 || item.opposite) continue
    const list = found.get(item.sentence)
    if (list === undefined) found.set(item.sentence, [item])
    else if (list.length < MOST) list.push(item)
  }
  return [...found.values()]
}

function byClause(items: readonly Item[]): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const { clause, link } of items) {
    const list = found.get(clause)
    if (list) list.push(link)
    else found.set(clause, [link])
  }
  return found
}

function isSwapped(pair: Pair, clauses: Clauses, a: Two, b: Two): boolean {
  if (b[0].sentence !== b[1].sentence || a[0].text.toLowerCase() === a[1].text.toLowerCase()) return false
  if ((isExchanged(pair, a, b) || isReassigned(pair, a, b)) && !isMovedWhole(clauses, a, b)) return true
  return isTurned(pair, itemsOf(pair), a, b)
}

/** Whether each stands now between the words that the other stood between. */
function isExchanged(pair: Pair, [x, y]: Two, [x2, y2]: Two): boolean {
  const around = (side: Side, item: Item) => `${near(side, item.at, -1)} ${near(side, item.to - 1, 1)}`
  const [xa, ya, xb, yb] = [around(pair.a, x), around(pair.a, y), around(pair.b, x2), around(pair.b, y2)]
  if (xa === ya || xa !== yb || ya !== xb) return false
  const [from, to] = x.at < y.at ? [x, y] : [y, x]
  return !isListed(pair.a, from.to, to.at)
}

const PREPOSITIONS = new Set(
  (
    'from to at for with on in into onto under behind than against via of von zu an für mit auf bei aus de à pour avec chez dans a para con en com em ' +
    'от к у для с на в из'
  ).split(' '),
)

/** `bill A for work at B` against `bill B for work at A`: each has the other's preposition. */
function isReassigned(pair: Pair, [x, y]: Two, [x2, y2]: Two): boolean {
  const [xa, ya] = [governor(pair.a, x), governor(pair.a, y)]
  if (xa === ya || x.clause !== y.clause || x2.clause !== y2.clause || isVerb(x) || isVerb(y)) return false
  return governor(pair.b, x2) === ya && governor(pair.b, y2) === xa
}

function isVerb({ word }: Item): boolean {
  return word === undefined || lexicon().isVerb(word.key.split('_')[0] ?? '')
}

/** The preposition before a word and its adjectives, or nothing. */
function governor(side: Side, { at }: Item): string {
  for (let place = at - 1; place >= Math.max(0, at - 4); place--) {
    const token = side.tokens[place]
    if (token === undefined || token.kind === 'sign' || token.sentence !== side.tokens[at]?.sentence)
      return ''
    if (PREPOSITIONS.has(token.lower)) return token.lower
    if (!isArticle(token.lower) && !isNoun(side.wordAt.get(place))) return ''
  }
  return ''
}

const isNoun = (word: Word | undefined): boolean =>
  word !== undefined && !lexicon().isVerb(word.key.split('_')[0] ?? '')

/** Whether the clause of one moved with it: `the one is closed and the other is open`. */
function isMovedWhole([clausesA, clausesB]: Clauses, [x, y]: Two, [x2]: Two): boolean {
  if (x.clause === y.clause) return false
  const others = (clauseA: readonly number[] = [], own: number) =>
    clauseA.filter((link) => link !== own && link >= 0)
  const here = others(clausesA.get(x.clause), x.link)
  const there = new Set(others(clausesB.get(x2.clause), x2.link))
  const distinct = here.filter((link) => !(clausesA.get(y.clause) ?? []).includes(link))
  return distinct.length > 0 && distinct.filter((link) => there.has(link)).length * 2 >= distinct.length
}

/** `the dog bit the man` against `the dog was bitten by the man`: the order is the same and the voice is not. */
function isTurned({ a, b }: Pair, items: Items, [x, y]: Two, [x2, y2]: Two): boolean {
  if (x.word === undefined || y.word === undefined || x.clause !== y.clause || x2.clause !== y2.clause)
    return false
  if (x.at < y.at !== x2.at < y2.at) return false
  const [passiveA, passiveB] = [isPassive(a, x, y), isPassive(b, x2, y2)]
  return (
    passiveA !== passiveB &&
    isVerbBetween(items, [x, y], [x2, y2]) &&
    (passiveA ? !isAgent(b, y2) : !isAgent(a, y))
  )
}

function isVerbBetween(items: Items, [x, y]: Two, [x2, y2]: Two): boolean {
  const between = (all: readonly Item[], from: Item, to: Item) =>
    all.slice(from.index + 1, Math.min(to.index, from.index + 2 * MOST))
  const there = new Set(between(items.b, x2, y2).map(({ link }) => link))
  // The word just before the second belongs to it: `a full disk`.
  return between(items.a, x, y).some(({ to, link }) => link >= 0 && to < y.at && there.has(link))
}

function isPassive(side: Side, x: Item, y: Item): boolean {
  const between = side.tokens.slice(x.to, y.at)
  return between.some(({ lower }) => BEING.has(lower)) && isAgent(side, y)
}

function isAgent(side: Side, { at }: Item): boolean {
  for (let place = at - 1; place >= Math.max(0, at - 4); place--) {
    const lower = side.tokens[place]?.lower ?? ''
    if (lower === 'by') return true
    if (!isArticle(lower) && !side.wordAt.has(place)) return false
  }
  return false
}

/** Whether only commas and `and` stand between: the order of a list says nothing. */
function isListed(side: Side, from: number, to: number): boolean {
  return side.tokens.slice(from, to).every(({ lower }) => JOINED.has(lower) || isArticle(lower))
}
