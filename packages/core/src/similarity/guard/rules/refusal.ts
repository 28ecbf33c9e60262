import { itemsOf, shareOf } from '../items.js'
import { fault, type Rule } from '../pair.js'
import { leftMarks } from './marks.js'

/** From this share of common content on, an `I cannot answer` is part of what both say. */
const MOST_SHARE = 0.75

/** One text decides and the other declines to, or talks around it. */
export const refusal: Rule = (pair) => {
  const left = leftMarks(pair, ['refusal'])
  const { a, b } = itemsOf(pair)
  if (left.a.length > 0 && left.b.length > 0) return []
  if (left.a.length + left.b.length === 0 || Math.min(shareOf(a), shareOf(b)) >= MOST_SHARE) return []
  return [fault(left.a, left.b)]
}
