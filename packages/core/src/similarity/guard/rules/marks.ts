import { matchItems, type Leftover } from '../match-items.js'
import type { Pair } from '../pair.js'
import type { Marked } from '../side.js'
import type { Mark } from '../words/word-list.js'

/** The marks of these kinds that have no equal on the other side. */
export function leftMarks(pair: Pair, kinds: readonly Mark[], isSame = (a: Marked, b: Marked) => a.mark === b.mark): Leftover<Marked> {
  const of = (marks: readonly Marked[]): Marked[] => marks.filter(({ mark }) => kinds.includes(mark))
  return matchItems(of(pair.a.marks), of(pair.b.marks), isSame)
}

/** The pairs of leftover marks that cannot both be true. */
export function conflicts(left: Leftover<Marked>, apart: readonly (readonly [Mark, Mark])[]): (readonly [Marked, Marked])[] {
  const isConflict = (a: Marked, b: Marked): boolean =>
    apart.some(([x, y]) => a.negated === b.negated && ((a.mark === x && b.mark === y) || (a.mark === y && b.mark === x)))
  return matchItems(left.a, left.b, isConflict).matched.slice()
}

/** Whether words of the same clause are found in the other text, so that the mark speaks of what both are about. */
export function isShared(pair: Pair, side: 'a' | 'b', mark: Marked): boolean {
  const [own, links] = side === 'a' ? [pair.a, pair.ofA] : [pair.b, pair.ofB]
  const last = Math.min(own.words.length, mark.target + 12)
  for (let at = Math.max(0, mark.target - 12); at < last; at++) {
    if (own.words[at]?.clause === mark.clause && links[at] !== undefined) return true
  }
  return false
}
