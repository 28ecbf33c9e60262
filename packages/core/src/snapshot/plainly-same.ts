import { LIMITS } from '../limits.js'
import { hasOnlyItems, isPlainObject } from './plain-object.js'

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { getOwnPropertySymbols, hasOwn, keys } = Object

/**
 * The quick yes for plain JSON: whether a value is for certain what was recorded, to the canonical byte. Its no is not
 * the last word: values that JSON lacks, and what cannot be kept, are left to `encode`.
 */
export function plainlySame(value: unknown, recorded: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return sameLeaf(value, recorded)
  if (typeof recorded !== 'object' || recorded === null || depth >= LIMITS.valueDepth) return false
  if (isArray(value)) return isArray(recorded) && sameLists(value, recorded, depth)
  return !isArray(recorded) && sameObjects(value, recorded, depth)
}

function sameLeaf(value: unknown, recorded: unknown): boolean {
  if (value !== recorded) return false
  // 0 is not -0.
  if (typeof value === 'number') return value !== 0 || Object.is(value, recorded)
  return typeof value === 'string' || typeof value === 'boolean' || value === null
}

function sameLists(value: readonly unknown[], recorded: readonly unknown[], depth: number): boolean {
  if (value.length !== recorded.length || !hasOnlyItems(value)) return false
  for (let index = 0; index < value.length; index++) {
    if (!sameMembers(value[index], recorded[index], depth)) return false
  }
  return true
}

function sameObjects(value: object, recorded: object, depth: number): boolean {
  if (!isPlainObject(value) || !isPlainObject(recorded) || getOwnPropertySymbols(value).length > 0)
    return false
  const names = keys(value)
  const recordedNames = keys(recorded)
  if (names.length !== recordedNames.length) return false
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string
    // Most are in the same order.
    if (name !== recordedNames[index] && !hasOwn(recorded, name)) return false
    if (!sameMembers(value[name], recorded[name], depth)) return false
  }
  return true
}

/** Most are leaves, and need no walk. */
function sameMembers(value: unknown, recorded: unknown, depth: number): boolean {
  return typeof value !== 'object' || value === null
    ? sameLeaf(value, recorded)
    : plainlySame(value, recorded, depth + 1)
}
