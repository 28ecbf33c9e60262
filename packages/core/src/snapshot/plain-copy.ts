import { isJsonLeaf } from './is-json.js'
import { hasOnlyItems, isPlainObject, setOwn } from './plain-object.js'
import { LIMITS } from '../limits.js'

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { getOwnPropertySymbols, keys } = Object

/** Stands for a value that is not all plain JSON. */
export const NOT_PLAIN: unique symbol = Symbol('not plain')

/**
 * A copy of plain JSON in a single walk. Gives {@link NOT_PLAIN} where anything else is in it, or what cannot be kept:
 * `encode` has to look at that.
 */
export function plainCopy(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return isJsonLeaf(value) ? value : NOT_PLAIN
  if (depth >= LIMITS.valueDepth) return NOT_PLAIN
  return isArray(value) ? copiedList(value, depth) : copiedObject(value, depth)
}

function copiedList(list: readonly unknown[], depth: number): unknown {
  if (!hasOnlyItems(list)) return NOT_PLAIN
  const copy: unknown[] = []
  for (const item of list) {
    const copied = plainCopy(item, depth + 1)
    if (copied === NOT_PLAIN) return NOT_PLAIN
    copy.push(copied)
  }
  return copy
}

function copiedObject(object: object, depth: number): unknown {
  if (!isPlainObject(object) || getOwnPropertySymbols(object).length > 0) return NOT_PLAIN
  const copy: Record<string, unknown> = {}
  for (const key of keys(object)) {
    const copied = plainCopy(object[key], depth + 1)
    if (copied === NOT_PLAIN) return NOT_PLAIN
    setOwn(copy, key, copied)
  }
  return copy
}
