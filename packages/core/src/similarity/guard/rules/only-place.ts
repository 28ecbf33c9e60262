import { itemsOf, type Item } from '../items.js'
import { fault, type Fault, type Pair } from '../pair.js'
import type { Side } from '../side.js'

/** The share of the shorter text that has to be the same, word for word. */
const LEAST_SAME = 0.5
/** Words that differ, at the most. */
const LONGEST = 8

/**
 * The only place at which two texts differ, where what each says there has nothing to do with the other:
 * `with food` against `on an empty stomach`.
 */
export function onlyPlace(pair: Pair): Fault[] {
  const [a, b] = [wordsOf(pair.a), wordsOf(pair.b)]
  let head = 0
  while (head < Math.min(a.length, b.length) && a[head]?.lower === b[head]?.lower) head++
  let tail = 0
  while (
    tail < Math.min(a.length, b.length) - head &&
    a[a.length - 1 - tail]?.lower === b[b.length - 1 - tail]?.lower
  )
    tail++
  if (head + tail < Math.min(a.length, b.length) * LEAST_SAME || head + tail < 3) return []
  if (Math.max(a.length, b.length) - head - tail > LONGEST) return []
  const items = itemsOf(pair)
  // A `not` or an `only` has a rule of its own.
  if (isMarked(pair.a, a, head, tail) || isMarked(pair.b, b, head, tail)) return []
  const [x, y] = [within(items.a, a, head, tail), within(items.b, b, head, tail)]
  const isApart = (all: readonly Item[]): boolean =>
    all.length > 0 &&
    all.every(({ link, word }) => link < 0 && word?.optional === false && word.marks.length === 0)
  return isApart(x) && isApart(y) ? [fault(x, y)] : []
}

interface Placed {
  readonly lower: string
  readonly at: number
}

function wordsOf({ tokens }: Side): Placed[] {
  return tokens.flatMap(({ kind, lower }, at) => (kind === 'sign' ? [] : [{ lower, at }]))
}

function isMarked({ marks }: Side, words: readonly Placed[], head: number, tail: number): boolean {
  return within(marks, words, head, tail).length > 0
}

function within<Thing extends { readonly at: number }>(
  items: readonly Thing[],
  words: readonly Placed[],
  head: number,
  tail: number,
): Thing[] {
  const from = words[head]?.at ?? Infinity
  const to = words[words.length - tail - 1]?.at ?? -1
  return items.filter(({ at }) => at >= from && at <= to)
}
