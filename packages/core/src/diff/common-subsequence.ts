import type { Pair } from './anchors.js'

/** Index pairs of a longest common subsequence, the earliest ones (Wagner and Fischer, 1974). */
export function commonSubsequence(
  lengthA: number,
  lengthB: number,
  meets: (indexA: number, indexB: number) => boolean,
): Pair[] {
  if (lengthA === 0 || lengthB === 0) return []
  const width = lengthB + 1
  const lengths = new Uint32Array((lengthA + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] as number
  for (let i = lengthA - 1; i >= 0; i--) {
    for (let j = lengthB - 1; j >= 0; j--) {
      lengths[i * width + j] = meets(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: Pair[] = []
  for (let i = 0, j = 0; i < lengthA && j < lengthB;) {
    if (meets(i, j)) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}
