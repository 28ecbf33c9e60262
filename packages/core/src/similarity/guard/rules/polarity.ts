import { ledger } from '../ledger.js'
import type { Rule } from '../pair.js'

/** Opposite words, such as `approved` against `rejected`, that no `not` reconciles. */
export const polarity: Rule = (pair) =>
  ledger(pair).polarity.map(({ a, b }) => ({
    recorded: pair.a.words[a]?.text ?? '',
    replayed: pair.b.words[b]?.text ?? '',
  }))
