import { LIMITS } from '../limits.js'
import { canonicalJson } from '../snapshot/canonical.js'
import type { JsonValue } from '../snapshot/types.js'

/** One element of two aligned lists: in both, or in one of them. Indexes count in the list they belong to. */
export interface Aligned {
  readonly oldIndex?: number
  readonly newIndex?: number
}

/**
 * Aligns two lists by content, so that an insertion at the front is one addition. Equal elements meet by their
 * longest common subsequence; what is left between them meets in order, and the rest stands alone. Lists whose
 * middles are too large to compare meet by index.
 *
 * Equal pairs are left out of the result.
 *
 * @param same whether two elements that are not equal still count as such. Lists that are the same element by
 * element are so by their whole length, whatever else in them is equal.
 */
export function alignLists(
  oldList: readonly JsonValue[],
  newList: readonly JsonValue[],
  same: (oldItem: JsonValue, newItem: JsonValue) => boolean,
): Aligned[] {
  const oldTexts = oldList.map(canonicalJson)
  const newTexts = newList.map(canonicalJson)
  const meets = (oldIndex: number, newIndex: number): boolean =>
    oldTexts[oldIndex] === newTexts[newIndex] ||
    same(oldList[oldIndex] as JsonValue, newList[newIndex] as JsonValue)
  let start = 0
  let oldEnd = oldTexts.length
  let newEnd = newTexts.length
  while (start < oldEnd && start < newEnd && meets(start, start)) start++
  while (oldEnd > start && newEnd > start && meets(oldEnd - 1, newEnd - 1)) {
    oldEnd--
    newEnd--
  }
  const anchors = commonSubsequence(oldTexts.slice(start, oldEnd), newTexts.slice(start, newEnd))
  const aligned: Aligned[] = []
  let [oldFrom, newFrom] = [start, start]
  for (const [oldOffset, newOffset] of [...anchors, [oldEnd - start, newEnd - start] as const]) {
    for (const pair of pairUp(oldFrom, start + oldOffset, newFrom, start + newOffset)) aligned.push(pair)
    oldFrom = start + oldOffset + 1
    newFrom = start + newOffset + 1
  }
  return aligned
}

function pairUp(oldFrom: number, oldTo: number, newFrom: number, newTo: number): Aligned[] {
  const length = Math.max(oldTo - oldFrom, newTo - newFrom)
  return Array.from({ length }, (_, offset) => ({
    ...(oldFrom + offset < oldTo ? { oldIndex: oldFrom + offset } : {}),
    ...(newFrom + offset < newTo ? { newIndex: newFrom + offset } : {}),
  }))
}

/** Index pairs of a longest common subsequence (Wagner and Fischer, 1974). */
function commonSubsequence(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  if (a.length === 0 || b.length === 0 || a.length * b.length > LIMITS.alignmentPairs) return []
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] as number
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}
