import { LIMITS } from '../limits.js'
import { hasOnlyItems, isPlainObject } from './plain-object.js'
import { isTagLike } from './tags.js'

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { getOwnPropertySymbols, hasOwn, is } = Object
const { isFinite } = Number

/**
 * The quick yes for most values: JSON that `encode` gives back as it is. Its no is not the last word: `encode` looks more
 * closely, and says what is wrong. (A cycle is one that is nested too deep.)
 */
export function isJson(value: unknown): boolean {
  return isJsonLeaf(value) || isJsonInside(value, 0)
}

/** Asked before anything is called: most of what is in a value is a leaf. */
export function isJsonLeaf(value: unknown): value is string | boolean | null | number {
  if (typeof value === 'string') return value.length * 3 <= LIMITS.fieldBytes
  if (typeof value === 'number') return value === 0 ? !is(value, -0) : isFinite(value)
  return typeof value === 'boolean' || value === null
}

function isJsonInside(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth >= LIMITS.valueDepth) return false
  return isArray(value) ? isJsonList(value, depth) : isJsonMembers(value, depth)
}

function isJsonList(list: readonly unknown[], depth: number): boolean {
  if (!hasOnlyItems(list)) return false
  for (let index = list.length - 1; index >= 0; index--) {
    const item = list[index]
    if (!isJsonLeaf(item) && !isJsonInside(item, depth + 1)) return false
  }
  return true
}

function isJsonMembers(object: object, depth: number): boolean {
  if (!isPlainObject(object) || getOwnPropertySymbols(object).length > 0) return false
  let count = 0
  let name = ''
  // Not over Object.keys: that takes half as long again. What is inherited comes last: beside a member of its own it
  // makes it a no, or it would hide that a tag stands alone.
  for (const key in object) {
    const item = object[key]
    count++
    name = key
    if (!isJsonLeaf(item) && !isJsonInside(item, depth + 1)) return false
  }
  return count === 1 ? !isTagLike(name) : count === 0 || hasOwn(object, name)
}
