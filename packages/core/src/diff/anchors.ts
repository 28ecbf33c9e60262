import type { AlignmentBudget } from './budget.js'
import { commonSubsequence } from './common-subsequence.js'
import { uniqueAnchors } from './unique-anchors.js'

/** Two indexes that belong together: of the old list, and of the new one. */
export type Pair = readonly [oldIndex: number, newIndex: number]

/**
 * Where two lists of numbers have the same ones, in ascending order on both sides: their longest common subsequence
 * where the budget allows that, else what occurs once on both sides, and what is found between.
 */
export function anchors(a: readonly number[], b: readonly number[], budget: AlignmentBudget): Pair[] {
  const [inA, inB] = [shared(a, b), shared(b, a)]
  const [sharedA, sharedB] = [inA.map((index) => a[index]), inB.map((index) => b[index])]
  const found: Pair[] = []
  const add = (pairs: readonly Pair[], offsetA: number, offsetB: number): void => {
    for (const [i, j] of pairs) found.push([inA[offsetA + i] as number, inB[offsetB + j] as number])
  }
  if (budget.spend(inA.length * inB.length)) {
    add(common(sharedA, sharedB), 0, 0)
    return found
  }
  let [fromA, fromB] = [0, 0]
  for (const [toA, toB] of [...uniqueAnchors(sharedA, sharedB), [inA.length, inB.length] as const]) {
    add(between(sharedA.slice(fromA, toA), sharedB.slice(fromB, toB), budget), fromA, fromB)
    if (toA < inA.length) add([[toA, toB]], 0, 0)
    fromA = toA + 1
    fromB = toB + 1
  }
  return found
}

/** Equal ends, and what is common between them where that is not too much. */
function between<Item>(a: readonly Item[], b: readonly Item[], budget: AlignmentBudget): Pair[] {
  let start = 0
  let end = 0
  const shorter = Math.min(a.length, b.length)
  while (start < shorter && a[start] === b[start]) start++
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const middle = budget.spend(middleA.length * middleB.length) ? common(middleA, middleB) : []
  return [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...middle.map(([i, j]) => [start + i, start + j] as const),
    ...Array.from({ length: end }, (_, index) => [a.length - end + index, b.length - end + index] as const),
  ]
}

function common<Item>(a: readonly Item[], b: readonly Item[]): Pair[] {
  return commonSubsequence(a.length, b.length, (i, j) => a[i] === b[j])
}

/** The indexes of `list` whose numbers are in `other` too: nothing else can meet. */
function shared(list: readonly number[], other: readonly number[]): number[] {
  const there = new Set(other)
  const indexes: number[] = []
  for (let index = 0; index < list.length; index++) if (there.has(list[index] as number)) indexes.push(index)
  return indexes
}
