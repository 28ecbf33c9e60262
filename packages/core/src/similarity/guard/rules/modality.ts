import { fault, type Pair, type Rule } from '../pair.js'
import type { Marked } from '../side.js'
import type { Mark } from '../words/word-list.js'
import { conflicts, isShared, leftMarks } from './marks.js'

const KINDS = ['must', 'should', 'may', 'might', 'will'] as const

/** `must` against `may` or `should`, and a `might` or `perhaps` that the other text does not have. */
export const modality: Rule = (pair) => {
  const equal = leftMarks(pair, KINDS)
  const left = { ...equal, ...leftMarks({ ...pair, ...sides(equal, pair) }, KINDS, isNearly) }
  const apart = conflicts(pair, left, [
    ['must', 'may'],
    ['must', 'should'],
    ['must', 'might'],
    ['will', 'might'],
    ['should', 'may'],
  ])
  if (apart.length > 0) return apart.map(([a, b]) => fault([a], [b]))
  const alone = (side: 'a' | 'b') =>
    left[side]
      .slice(0, 50)
      .filter(
        (mark) => mark.mark === 'might' && isShared(pair, side, mark) && !isPermission(pair, side, mark),
      )
  const [a, b] = [alone('a'), alone('b')]
  return a.length + b.length === 0 ? [] : [fault(a, b)]
}

const sides = (left: { a: readonly Marked[]; b: readonly Marked[] }, pair: Parameters<Rule>[0]) => ({
  a: { ...pair.a, marks: left.a },
  b: { ...pair.b, marks: left.b },
})

const isNearly = (a: Marked, b: Marked): boolean =>
  (a.mark === 'may' && b.mark === 'might') || (a.mark === 'might' && b.mark === 'may')

const TERMS: readonly Mark[] = ['only', 'notbefore', 'if', 'limit', 'except']

/** `may be opened only by staff` permits; `may be late` guesses. */
function isPermission(pair: Pair, side: 'a' | 'b', { text, sentence }: Marked): boolean {
  if (!/^(?:may|could|can)\b/i.test(text)) return false
  return pair[side].marks.some((one) => one.sentence === sentence && TERMS.includes(one.mark))
}
