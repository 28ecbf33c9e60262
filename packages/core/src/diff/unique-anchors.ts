import type { Pair } from './anchors.js'

/**
 * Index pairs of what occurs once on both sides, as many as keep their order (patience sorting): what tells long lists
 * apart in n log n steps.
 */
export function uniqueAnchors<Item>(a: readonly Item[], b: readonly Item[]): Pair[] {
  const [onceInA, onceInB] = [once(a), once(b)]
  /** The last pair of the best run of each length, with the one before it. */
  const lasts: Link[] = []
  for (const [item, oldIndex] of onceInA) {
    const newIndex = onceInB.get(item)
    if (oldIndex === undefined || newIndex === undefined) continue
    const length = runsEndingBefore(lasts, newIndex)
    lasts[length] = { pair: [oldIndex, newIndex], before: lasts[length - 1] }
  }
  const pairs: Pair[] = []
  for (let link = lasts.at(-1); link !== undefined; link = link.before) pairs.push(link.pair)
  return pairs.reverse()
}

interface Link {
  readonly pair: Pair
  readonly before: Link | undefined
}

/** The index of each item in the order of the list; undefined for one that comes again. */
function once<Item>(list: readonly Item[]): Map<Item, number | undefined> {
  const indexes = new Map<Item, number | undefined>()
  for (const [index, item] of list.entries()) indexes.set(item, indexes.has(item) ? undefined : index)
  return indexes
}

/** How many of the runs end before an index: their ends ascend. */
function runsEndingBefore(lasts: readonly Link[], newIndex: number): number {
  let [low, high] = [0, lasts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lasts[middle] as Link).pair[1] < newIndex) low = middle + 1
    else high = middle
  }
  return low
}
