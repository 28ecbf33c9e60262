import { matchItems, type Leftover } from '../match-items.js'
import type { Pair } from '../pair.js'
import type { Marked, Side } from '../side.js'
import type { Mark } from '../words/word-list.js'

/** The marks of these kinds that have no equal on the other side. */
export function leftMarks(pair: Pair, kinds: readonly Mark[], isSame = isSameMark): Leftover<Marked> {
  const of = (marks: readonly Marked[]): Marked[] => marks.filter(({ mark }) => kinds.includes(mark))
  // Those about the same words first.
  const near = matchItems(
    of(pair.a.marks),
    of(pair.b.marks),
    (a, b) => isSame(a, b) && isAboutSame(pair, a, b),
  )
  const far = matchItems(near.a, near.b, isSame)
  return { ...far, matched: [...near.matched, ...far.matched] }
}

const isSameMark = (a: Marked, b: Marked): boolean => a.mark === b.mark

/** The pairs of leftover marks that cannot both be true. */
export function conflicts(
  pair: Pair,
  left: Leftover<Marked>,
  apart: readonly (readonly [Mark, Mark])[],
): (readonly [Marked, Marked])[] {
  const isConflict = (a: Marked, b: Marked): boolean =>
    a.negated === b.negated &&
    isAboutSame(pair, a, b) &&
    apart.some(([x, y]) => (a.mark === x && b.mark === y) || (a.mark === y && b.mark === x))
  return matchItems(left.a, left.b, isConflict).matched.slice()
}

/** Whether a word of the one's clause has its counterpart in the other's. */
function isAboutSame(pair: Pair, a: Marked, b: Marked): boolean {
  return around(pair.a, a).some((at) => pair.b.words[pair.ofA[at]?.b ?? -1]?.clause === b.clause)
}

/** The words of a mark's clause: those near it, where the clause is long. */
function around({ words }: Side, { clause, target }: Marked): number[] {
  const found: number[] = []
  for (let at = Math.max(0, target - 12); at < Math.min(words.length, target + 12); at++) {
    if (words[at]?.clause === clause) found.push(at)
  }
  return found
}

/** Whether words of the same clause are found in the other text, so that the mark speaks of what both are about. */
export function isShared(pair: Pair, side: 'a' | 'b', mark: Marked): boolean {
  const [own, links] = side === 'a' ? [pair.a, pair.ofA] : [pair.b, pair.ofB]
  return around(own, mark).some((at) => links[at] !== undefined)
}
