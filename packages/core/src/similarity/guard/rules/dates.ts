import { isSameMoment } from '../facts/dates.js'
import { matchItems } from '../match-items.js'
import { fault, type Rule } from '../pair.js'

/** `3 March` against `4 March`, `14:00` against `4 p.m.`, a date that the other text does not give. */
export const dates: Rule = ({ a, b }) => {
  const left = matchItems(a.moments, b.moments, isSameMoment)
  return left.a.length === 0 && left.b.length === 0 ? [] : [fault(left.a, left.b)]
}
