import fastDeepEqual from 'fast-deep-equal/es6/index.js'
import { canonicalJson } from './canonical.js'
import { sameButForMarkers } from './redaction/marker.js'
import type { JsonValue } from './types.js'

/**
 * Whether two encoded values are the same, by their canonical text. Secrets that were redacted alike are the same, by
 * whatever name they were known.
 *
 * fast-deep-equal is the quick yes: on encoded values (plain JSON, `-0` tagged) its yes is never wrong. Its no can
 * be (members of a set, values of another realm), and it throws where a recorded key is `valueOf` or `toString`.
 */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (quickYes(a, b)) return true
  const [textA, textB] = [canonicalJson(a), canonicalJson(b)]
  return textA === textB || sameButForMarkers(textA, textB)
}

function quickYes(a: JsonValue, b: JsonValue): boolean {
  try {
    return fastDeepEqual(a, b)
  } catch {
    return false
  }
}
