import { ledger } from '../ledger.js'
import { fault, type Pair, type Rule } from '../pair.js'
import type { Marked, Side } from '../side.js'

/** A `not`, `never`, `without` or `fails to` without counterpart. */
export const negation: Rule = (pair: Pair) => {
  const { negationA, negationB } = ledger(pair)
  if (negationA.length === 0 && negationB.length === 0) return []
  return [fault(negationA.map(shown(pair.a)), negationB.map(shown(pair.b)))]
}

const shown =
  ({ words }: Side) =>
  ({ text, target, word }: Marked) => ({ text: word >= 0 || target < 0 ? text : `${text} … ${words[target]?.text ?? ''}` })
