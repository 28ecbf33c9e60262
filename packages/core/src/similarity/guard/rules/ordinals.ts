import { matchItems } from '../match-items.js'
import { fault, type Rule } from '../pair.js'

/** `first` against `second`. One side alone is no fault: `First, …` is a way of speaking. */
export const ordinals: Rule = ({ a, b }) => {
  const left = matchItems(a.ordinals, b.ordinals, (x, y) => x.value === y.value)
  return left.a.length > 0 && left.b.length > 0 ? [fault(left.a, left.b)] : []
}
