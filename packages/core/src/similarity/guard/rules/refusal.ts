import { itemsOf, shareOf } from '../items.js'
import { fault, type Rule } from '../pair.js'
import { leftMarks } from './marks.js'

/** One text decides and the other declines to, or talks around it. */
export const refusal: Rule = (pair) => {
  const left = leftMarks(pair, ['refusal'])
  const { a, b } = itemsOf(pair)
  const foundA = shareOf(a) < 0.75 ? left.a : []
  const foundB = shareOf(b) < 0.75 ? left.b : []
  return foundA.length + foundB.length === 0 || (left.a.length > 0 && left.b.length > 0)
    ? []
    : [fault(foundA, foundB)]
}
