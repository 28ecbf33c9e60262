import { itemsOf, type Item } from '../items.js'
import type { Fault, Pair, Rule } from '../pair.js'
import type { Side } from '../side.js'
import { isArticle, near } from './near.js'

/** So many items of one clause are compared with one another. */
const MOST = 14
const JOINED = new Set([',', ';', 'and', 'or', '&', '/', 'und', 'oder', 'et', 'ou', 'y', 'e', 'o', 'и', 'или', '、', 'と', 'や', 'then'])

/** The same words with parts exchanged: `the buyer pays the seller` against `the seller pays the buyer`. */
export const roles: Rule = (pair) => {
  const { a, b } = itemsOf(pair)
  const places = new Map<number, number>()
  b.forEach((item, at) => {
    if (item.link >= 0 && !item.opposite) places.set(item.link, at)
  })
  const faults: Fault[] = []
  for (const clause of groups(a)) {
    for (let first = 0; first < clause.length; first++) {
      for (let second = first + 1; second < clause.length; second++) {
        const [x, y] = [clause[first], clause[second]]
        if (x === undefined || y === undefined) continue
        const [x2, y2] = [b[places.get(x.link) ?? -1], b[places.get(y.link) ?? -1]]
        if (x2 === undefined || y2 === undefined) continue
        if (isSwapped(pair, x, y, x2, y2)) faults.push({ recorded: `${x.text} … ${y.text}`, replayed: inOrder(x2, y2) })
      }
    }
  }
  return faults.slice(0, 1)
}

const inOrder = (x: Item, y: Item): string => (x.at < y.at ? `${x.text} … ${y.text}` : `${y.text} … ${x.text}`)

/** The linked items of each sentence, not too many of them. */
function groups(items: readonly Item[]): Item[][] {
  const found = new Map<number, Item[]>()
  for (const item of items) {
    if (item.link < 0 || item.opposite) continue
    const list = found.get(item.sentence)
    if (list === undefined) found.set(item.sentence, [item])
    else if (list.length < MOST) list.push(item)
  }
  return [...found.values()]
}

function isSwapped(pair: Pair, x: Item, y: Item, x2: Item, y2: Item): boolean {
  if (x2.sentence !== y2.sentence || x.text.toLowerCase() === y.text.toLowerCase()) return false
  const around = (side: Side, item: Item) => `${near(side, item.at, -1)} ${near(side, item.to - 1, 1)}`
  const [xa, ya, xb, yb] = [around(pair.a, x), around(pair.a, y), around(pair.b, x2), around(pair.b, y2)]
  if (xa === ya || xa !== yb || ya !== xb) return false
  const [from, to] = x.at < y.at ? [x, y] : [y, x]
  return !isListed(pair.a, from.to, to.at)
}

/** Whether only commas and `and` stand between: the order of a list says nothing. */
function isListed(side: Side, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const lower = side.tokens[at]?.lower ?? ''
    if (!JOINED.has(lower) && !isArticle(lower)) return false
  }
  return true
}
