import { LIMITS } from '../limits.js'
import { copyOf } from './copy.js'
import { NOT_PLAIN } from './plain-copy.js'

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { getPrototypeOf, keys, prototype: OBJECT_PROTOTYPE } = Object

/**
 * A copy of a value that was read from a text and that nobody has had since: there are no symbols to look for in it, no
 * lists with members of their own. That halves the time of {@link copyOf}, which does the rest.
 *
 * @throws ValueError as `copyOf` does.
 */
export function readCopyOf<T>(value: T, path: string): T {
  const copy = copied(value, 0)
  return copy === NOT_PLAIN ? copyOf(value, path) : (copy as T)
}

function copied(value: unknown, depth: number): unknown {
  if (isLeaf(value)) return value
  if (typeof value !== 'object') return NOT_PLAIN
  if (depth >= LIMITS.valueDepth) return NOT_PLAIN
  return isArray(value) ? copiedList(value, depth) : copiedObject(value, depth)
}

/** A snapshot that was given, not read, may hold functions and symbols: `copyOf` refuses them. */
function isLeaf(value: unknown): value is string | number | boolean | bigint | null | undefined {
  return typeof value === 'object' ? value === null : typeof value !== 'function' && typeof value !== 'symbol'
}

function copiedList(list: readonly unknown[], depth: number): unknown {
  const copy = list.slice()
  for (let index = 0; index < copy.length; index++) {
    const item = copy[index]
    if (isLeaf(item)) continue
    const inner = copied(item, depth + 1)
    if (inner === NOT_PLAIN) return NOT_PLAIN
    copy[index] = inner
  }
  return copy
}

function copiedObject(object: object, depth: number): unknown {
  if (getPrototypeOf(object) !== OBJECT_PROTOTYPE) return NOT_PLAIN
  // All members at once, one called `__proto__` too.
  const copy = { ...object } as Record<string, unknown>
  for (const key of keys(copy)) {
    const item = copy[key]
    if (isLeaf(item)) continue
    const inner = copied(item, depth + 1)
    if (inner === NOT_PLAIN) return NOT_PLAIN
    copy[key] = inner
  }
  return copy
}
