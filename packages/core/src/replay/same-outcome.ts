import { encode } from '../snapshot/encode.js'
import { sameJson } from '../snapshot/same.js'
import type { DecisionSnapshot, JsonValue } from '../snapshot/types.js'

type Outcome = Pick<DecisionSnapshot, 'outputs' | 'error'>

/** Whether two outcomes are the same to the canonical byte, as in the mode `strict`. */
export function sameOutcome(a: Outcome, b: Outcome): boolean {
  // What came out as it was recorded is handed on as it is.
  if (a.outputs === b.outputs && a.error === b.error) return true
  return sameJson(encodedOutcome(a), encodedOutcome(b))
}

function encodedOutcome({ outputs, error }: Outcome): JsonValue {
  return encode(
    { error, outputs: Object.fromEntries(outputs.map(({ name, value }) => [name, value])) },
    'outcome',
  )
}
