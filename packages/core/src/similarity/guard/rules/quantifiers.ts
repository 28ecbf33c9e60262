import { fault, type Fault, type Pair, type Rule } from '../pair.js'
import type { Marked } from '../side.js'
import { conflicts, isShared, leftMarks } from './marks.js'
import { leftNumbers } from './numbers.js'

const KINDS = ['all', 'most', 'some', 'few'] as const
const FREQUENCY = ['always', 'often', 'seldom'] as const

/** `all` against `some`, `always` against `usually`, a `most` that the other text does not have. */
export const quantifiers: Rule = (pair) => {
  const left = leftMarks(pair, KINDS)
  const often = leftMarks(pair, FREQUENCY)
  const apart = [
    ...conflicts(pair, left, [
      ['all', 'most'],
      ['all', 'some'],
      ['all', 'few'],
      ['most', 'some'],
      ['most', 'few'],
    ]),
    ...conflicts(pair, often, [
      ['always', 'often'],
      ['always', 'seldom'],
      ['often', 'seldom'],
    ]),
  ].map(([a, b]) => fault([a], [b]))
  if (apart.length > 0) return apart
  const parts = [...partOf(pair, 'a', left.b), ...partOf(pair, 'b', left.a)]
  if (parts.length > 0) return parts
  const alone = (side: 'a' | 'b') =>
    left[side]
      .slice(0, 50)
      .filter((mark) => (mark.mark === 'most' || mark.mark === 'few') && isShared(pair, side, mark))
  const [a, b] = [alone('a'), alone('b')]
  return a.length + b.length === 0 ? [] : [fault(a, b)]
}

const SEVERAL = /^(?:several|many|numerous|various)/i

/** `one of them` and `half of them` against `all of them`. */
function partOf(pair: Pair, side: 'a' | 'b', others: readonly Marked[]): Fault[] {
  const all = others.find(({ mark, text }) => mark === 'all' || (mark === 'some' && SEVERAL.test(text)))
  const part = leftNumbers(pair)[side].find(
    (one) =>
      pair[side].tokens[one.to]?.lower === 'of' ||
      (one.soft && (one.unit === 'percent' || /^(?:one|a single|single|1)$/i.test(one.text))),
  )
  if (all === undefined || part === undefined) return []
  return [side === 'a' ? fault([part], [all]) : fault([all], [part])]
}
