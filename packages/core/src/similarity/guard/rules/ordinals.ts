import type { Ordinal } from '../facts/ordinals.js'
import { matchItems } from '../match-items.js'
import { fault, type Rule } from '../pair.js'
import type { Side } from '../side.js'

/** `first` against `second`. One side alone is no fault: `First, …` is a way of speaking. */
export const ordinals: Rule = ({ a, b }) => {
  const left = matchItems(a.ordinals, b.ordinals, (x, y) => x.value === y.value)
  const [x, y] = [left.a.filter(isUnlike(b)), left.b.filter(isUnlike(a))]
  return x.length > 0 && y.length > 0 ? [fault(x, y)] : []
}

/** `the second paragraph` is `paragraph 2`. */
const isUnlike =
  ({ quantities }: Side) =>
  ({ value }: Ordinal): boolean =>
    !quantities.some((one) => one.raw === value && one.unit === undefined)
