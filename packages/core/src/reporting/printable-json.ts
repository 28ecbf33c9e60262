import { setOwn } from '../snapshot/plain-object.js'
import type { JsonValue } from '../snapshot/types.js'
import { printable } from './printable.js'

/** Recordings nest less deep; what nests deeper would overflow the stack. */
const DEEPEST = 1_000

/**
 * JSON with all texts in it safe to print, names too. Doing it again changes nothing.
 *
 * @throws RangeError where it nests deeper than any recording does.
 */
export function printableJson(json: JsonValue, depth = 0): JsonValue {
  if (typeof json === 'string') return printable(json)
  if (typeof json !== 'object' || json === null) return json
  if (depth === DEEPEST) throw new RangeError('It nests too deep.')
  if (Array.isArray(json)) return json.map((item) => printableJson(item, depth + 1))
  const copy: Record<string, JsonValue> = {}
  for (const [key, value] of Object.entries(json))
    setOwn(copy, printable(key), printableJson(value, depth + 1))
  return copy
}
