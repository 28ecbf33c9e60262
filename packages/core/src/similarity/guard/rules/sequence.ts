import { itemsOf, type Item } from '../items.js'
import type { Pair, Rule } from '../pair.js'
import type { Side } from '../side.js'
import { causes } from './causes.js'

const NEXT = new Set(
  'then next afterwards finally lastly subsequently dann danach anschließend ensuite puis luego después depois затем потом 次に その後'.split(
    ' ',
  ),
)

/** Steps in another order: `clean it, then dry it` against `dry it, then clean it`. */
export const sequence: Rule = (pair) => {
  const turned = causes(pair)
  if (turned.length > 0) return turned
  const [a, b] = [steps(pair, 'a'), steps(pair, 'b')]
  if (a.length < 2 || b.length < 2) return []
  const places = new Map(b.flatMap(({ items }, place) => items.map(({ link }) => [link, place] as const)))
  for (const [index, step] of a.entries()) {
    const before = a[index - 1]
    if (before === undefined) continue
    const [first, second] = [placeOf(before.items, places), placeOf(step.items, places)]
    if (first !== undefined && second !== undefined && first > second)
      return [{ recorded: words(before, step), replayed: words(b[second], b[first]) }]
  }
  return []
}

interface Step {
  readonly items: readonly Item[]
}

const words = (...all: readonly (Step | undefined)[]): string =>
  all.map((step) => step?.items[0]?.text ?? '').join(', then ')

/** What stands between the words that say `then`; none where the text has no such word. */
function steps(pair: Pair, side: 'a' | 'b'): Step[] {
  const own: Side = pair[side]
  const starts = own.tokens.flatMap(({ lower }, at) => (NEXT.has(lower) ? [at] : []))
  if (starts.length === 0) return []
  const items = itemsOf(pair)[side].filter(({ link, opposite }) => link >= 0 && !opposite)
  const found: Item[][] = [[]]
  let next = 0
  for (const item of items) {
    while (next < starts.length && item.at > (starts[next] ?? 0)) {
      found.push([])
      next++
    }
    found.at(-1)?.push(item)
  }
  return found.filter((step) => step.length > 0).map((step) => ({ items: step }))
}

/** The step that most of these are in. */
function placeOf(items: readonly Item[], places: ReadonlyMap<number, number>): number | undefined {
  const counts = new Map<number, number>()
  for (const { link } of items) {
    const place = places.get(link)
    if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return [...counts].sort(([, x], [, y]) => y - x)[0]?.[0]
}
