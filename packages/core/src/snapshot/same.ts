import fastDeepEqual from 'fast-deep-equal/es6/index.js'
import { canonicalJson } from './canonical.js'
import type { JsonValue } from './types.js'

/**
 * Whether two encoded values are the same, by their canonical text.
 *
 * fast-deep-equal is the quick yes: on encoded values (plain JSON, `-0` tagged) its yes is never wrong. Its no can
 * be (members of a set, values of another realm), and it throws where a recorded key is `valueOf` or `toString`.
 */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  return quickYes(a, b) || canonicalJson(a) === canonicalJson(b)
}

function quickYes(a: JsonValue, b: JsonValue): boolean {
  try {
    return fastDeepEqual(a, b)
  } catch {
    return false
  }
}
