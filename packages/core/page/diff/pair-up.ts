/** Beyond as many pairs, what lies between the common beginning and end is one change. */
const MOST_PAIRS = 1_000_000

/** What two lists have in common, and what only one of them has, in order: runs that are never empty on both sides. */
export interface Run {
  readonly same: boolean
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** Aligns two lists by a longest common subsequence. */
export function pairUp(before: readonly string[], after: readonly string[]): Run[] {
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && before[start] === after[start]) start++
  let end = 0
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const middle = aligned(before.slice(start, before.length - end), after.slice(start, after.length - end))
  return joined([
    { same: true, before: before.slice(0, start), after: after.slice(0, start) },
    ...middle,
    { same: true, before: before.slice(before.length - end), after: after.slice(after.length - end) },
  ])
}

function aligned(before: readonly string[], after: readonly string[]): Run[] {
  const width = after.length + 1
  if (before.length * after.length > MOST_PAIRS) return [{ same: false, before, after }]
  const lengths = new Uint32Array((before.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const runs: Run[] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    const [old, now] = [before[row], after[column]]
    if (old !== undefined && old === now) {
      runs.push({ same: true, before: [old], after: [now] })
      row++
      column++
    } else if (old !== undefined && (now === undefined || at(row + 1, column) >= at(row, column + 1))) {
      runs.push({ same: false, before: [old], after: [] })
      row++
    } else {
      runs.push({ same: false, before: [], after: now === undefined ? [] : [now] })
      column++
    }
  }
  return runs
}

function joined(runs: readonly Run[]): Run[] {
  const all: { same: boolean; before: string[]; after: string[] }[] = []
  for (const { same, before, after } of runs) {
    if (before.length + after.length === 0) continue
    const last = all.at(-1)
    if (last?.same === same) {
      for (const item of before) last.before.push(item)
      for (const item of after) last.after.push(item)
    } else all.push({ same, before: [...before], after: [...after] })
  }
  return all
}
