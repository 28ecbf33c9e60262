import { lexicon } from '../english/lexicon.js'
import { itemsOf, shareOf, type Item } from '../items.js'
import { fault, type Fault, type Pair, type Rule } from '../pair.js'
import type { Side } from '../side.js'
import { nearWithout } from './near.js'
import { onlyPlace } from './only-place.js'

/** Below this share of common content a text is told anew, and other words in one place mean nothing. */
const LEAST_SHARE = 0.5
/** So many words in one place are one other fact; more are another way of speaking. */
const LONGEST_RUN = 1

/**
 * Another word in the same place of two texts that are otherwise the same: `the billing team` against `the legal team`.
 * No list need know the words; that none says they mean the same is enough.
 */
export const wording: Rule = (pair) => {
  const apart = onlyPlace(pair)
  if (apart.length > 0) return apart
  const { a, b } = itemsOf(pair)
  if (Math.min(shareOf(a), shareOf(b)) < LEAST_SHARE) return []
  const isOneWord = Math.max(loose(a), loose(b)) <= 1
  const runs = new Map(runsOf(b).map((run) => [run.place, run.items]))
  return runsOf(a).flatMap(({ place, items }): Fault[] => {
    const other = runs.get(place)
    if (other === undefined || Math.max(items.length, other.length) > LONGEST_RUN) return []
    if (items.length !== other.length && pair.words?.list.language !== 'en') return []
    // Numbers and words such as `without` have rules of their own.
    if ([...items, ...other].some(({ word }) => word === undefined || word.marks.includes('not'))) return []
    if (isVerbs(items, other) && !isOneWord) return []
    return isSamePlace(pair, items, other) ? [fault(items, other)] : []
  })
}

/** Verbs have more synonyms than any list: for them all else must be the same. */
function isVerbs(...runs: readonly (readonly Item[])[]): boolean {
  return runs.every((items) =>
    items.every(({ word }) => word !== undefined && lexicon().isVerb(word.key.split('_')[0] ?? '')),
  )
}

const loose = (items: readonly Item[]): number => items.filter(({ link, soft }) => link < 0 && !soft).length

/** Whether the words around are the same, not only those with content: else it is another way of speaking. */
function isSamePlace(pair: Pair, a: readonly Item[], b: readonly Item[]): boolean {
  const around = (side: Side, items: readonly Item[]): string => {
    const [from, to] = [items[0]?.at ?? 0, (items.at(-1)?.to ?? 1) - 1]
    return `${nearWithout(side, from, -1)} ${nearWithout(side, to, 1)}`
  }
  return around(pair.a, a) === around(pair.b, b)
}

/** What has no counterpart, by what stands before and after it. */
function runsOf(items: readonly Item[]): { place: string; items: Item[] }[] {
  const runs: { place: string; items: Item[] }[] = []
  let run: Item[] = []
  let before = 'start'
  const close = (after: string): void => {
    if (run.length > 0) runs.push({ place: `${before} ${after}`, items: run })
    run = []
  }
  for (const item of items) {
    if (item.word?.optional === true && item.link < 0) continue
    if (item.link < 0) run.push(item)
    else {
      close(String(item.link))
      before = String(item.link)
    }
  }
  close('end')
  return runs
}
