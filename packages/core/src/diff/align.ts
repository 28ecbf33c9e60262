import type { JsonValue } from '../snapshot/types.js'
import { anchors, type Pair } from './anchors.js'
import { commonSubsequence } from './common-subsequence.js'
import { Identities } from './identities.js'

/** One element of two aligned lists: in both, or in one of them. Indexes count in the list they belong to. */
export interface Aligned {
  readonly oldIndex?: number
  readonly newIndex?: number
}

/** Up to so many pairs of elements, looking at each is quicker than naming all that they hold. */
const FEW_PAIRS = 256

/**
 * Aligns two lists by content, so that an insertion at the front is one addition. Equal elements meet by their
 * longest common subsequence, in very long lists by what occurs once on both sides; what is left between them meets in
 * order, and the rest stands alone.
 *
 * Equal pairs are left out of the result.
 *
 * @param same whether two elements count as equal, as equal ones do. Lists that are the same element by element are so
 * by their whole length, whatever else in them is equal.
 * @param identities gives those of the diff that the lists are part of: what it holds is named only once.
 */
export function alignLists(
  oldList: readonly JsonValue[],
  newList: readonly JsonValue[],
  same: (oldItem: JsonValue, newItem: JsonValue) => boolean,
  identities: () => Identities = () => new Identities(),
): Aligned[] {
  const meets = (oldIndex: number, newIndex: number): boolean =>
    same(oldList[oldIndex] as JsonValue, newList[newIndex] as JsonValue)
  let start = 0
  let oldEnd = oldList.length
  let newEnd = newList.length
  while (start < oldEnd && start < newEnd && meets(start, start)) start++
  while (oldEnd > start && newEnd > start && meets(oldEnd - 1, newEnd - 1)) {
    oldEnd--
    newEnd--
  }
  const aligned: Aligned[] = []
  let [oldFrom, newFrom] = [start, start]
  for (const [oldOffset, newOffset] of [...middle(), [oldEnd - start, newEnd - start] as const]) {
    pairUp(aligned, oldFrom, start + oldOffset, newFrom, start + newOffset)
    oldFrom = start + oldOffset + 1
    newFrom = start + newOffset + 1
  }
  return aligned

  function middle(): Pair[] {
    const [oldLength, newLength] = [oldEnd - start, newEnd - start]
    // Nothing to choose, so nothing to look into: one and two differ at both ends already.
    if (oldLength * newLength <= 2) return []
    const named = identities()
    if (oldLength * newLength <= FEW_PAIRS) {
      return commonSubsequence(oldLength, newLength, (i, j) =>
        named.exactly.of(oldList[start + i] as JsonValue, newList[start + j] as JsonValue),
      )
    }
    const ids = (list: readonly JsonValue[], end: number): number[] =>
      list.slice(start, end).map((item) => named.of(item))
    return anchors(ids(oldList, oldEnd), ids(newList, newEnd), named.budget)
  }
}

function pairUp(aligned: Aligned[], oldFrom: number, oldTo: number, newFrom: number, newTo: number): void {
  const both = Math.min(oldTo - oldFrom, newTo - newFrom)
  for (let offset = 0; offset < both; offset++) {
    aligned.push({ oldIndex: oldFrom + offset, newIndex: newFrom + offset })
  }
  for (let oldIndex = oldFrom + both; oldIndex < oldTo; oldIndex++) aligned.push({ oldIndex })
  for (let newIndex = newFrom + both; newIndex < newTo; newIndex++) aligned.push({ newIndex })
}
