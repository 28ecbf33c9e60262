import { canonicalJson } from './canonical.js'
import { sameButForMarkers } from './redaction/marker.js'
import type { JsonValue } from './types.js'

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { hasOwn, keys } = Object

/**
 * Whether two encoded values are the same, by their canonical text. Secrets that were redacted alike are the same, by
 * whatever name they were known.
 *
 * The walk is the quick yes. Its no is not the last word: the members of maps and sets may stand in another order.
 */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (sameInOrder(a, b)) return true
  if (typeof a !== typeof b) return false
  if (typeof a === 'string' && typeof b === 'string') return sameButForMarkers(a, b)
  if (typeof a !== 'object' || a === null || b === null || isArray(a) !== isArray(b)) return false
  const [textA, textB] = [canonicalJson(a), canonicalJson(b)]
  return textA === textB || sameButForMarkers(textA, textB)
}

/** Own members only; keys in any order, elements in theirs. */
function sameInOrder(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (isArray(a) || isArray(b)) {
    return (
      isArray(a) &&
      isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameInOrder(item, b[index] as JsonValue))
    )
  }
  const names = keys(a)
  return (
    names.length === keys(b).length &&
    names.every((name) => hasOwn(b, name) && sameInOrder(a[name] as JsonValue, b[name] as JsonValue))
  )
}
