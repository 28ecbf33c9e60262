import { fault, type Rule } from '../pair.js'
import { conflicts, isShared, leftMarks } from './marks.js'

const KINDS = ['all', 'most', 'some', 'few'] as const
const FREQUENCY = ['always', 'often', 'seldom'] as const

/** `all` against `some`, `always` against `usually`, a `most` that the other text does not have. */
export const quantifiers: Rule = (pair) => {
  const left = leftMarks(pair, KINDS)
  const often = leftMarks(pair, FREQUENCY)
  const apart = [
    ...conflicts(pair, left, [['all', 'most'], ['all', 'some'], ['all', 'few'], ['most', 'some'], ['most', 'few']]),
    ...conflicts(pair, often, [['always', 'often'], ['always', 'seldom'], ['often', 'seldom']]),
  ].map(([a, b]) => fault([a], [b]))
  if (apart.length > 0) return apart
  const alone = (side: 'a' | 'b') =>
    left[side].filter((mark) => (mark.mark === 'most' || mark.mark === 'few') && isShared(pair, side, mark))
  const [a, b] = [alone('a'), alone('b')]
  return a.length + b.length === 0 ? [] : [fault(a, b)]
}
