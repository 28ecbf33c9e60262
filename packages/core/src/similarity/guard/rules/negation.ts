import { itemsOf } from '../items.js'
import { ledger } from '../ledger.js'
import { fault, type Fault, type Pair, type Rule } from '../pair.js'
import type { Marked, Side } from '../side.js'

/** A `not`, `never`, `without` or `fails to` without counterpart, or a `lost` or `missing` that is put in. */
export const negation: Rule = (pair: Pair) => {
  const { negationA, negationB, negativesA, negativesB } = ledger(pair)
  if (negationA.length > 0 || negationB.length > 0)
    return [fault(negationA.map(shown(pair.a)), negationB.map(shown(pair.b)))]
  const { a, b } = itemsOf(pair)
  const isCovered = (items: typeof a): boolean =>
    items.every(({ link, word }) => link >= 0 || word?.optional === true)
  const found: Fault = fault(isCovered(b) ? negativesA : [], isCovered(a) ? negativesB : [])
  return found.recorded === '' && found.replayed === '' ? [] : [found]
}

const shown =
  ({ words }: Side) =>
  ({ text, target, word }: Marked) => ({
    text: word >= 0 || target < 0 ? text : `${text} … ${words[target]?.text ?? ''}`,
  })
