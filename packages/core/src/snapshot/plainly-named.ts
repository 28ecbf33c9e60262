import { LIMITS } from '../limits.js'
import { isJsonLeaf } from './is-json.js'
import { hasOnlyItems, isPlainObject } from './plain-object.js'
import { NAME_KEYS } from './redaction/redact-json.js'
import { remembered } from './redaction/remembered.js'
import { secretKindOfName } from './redaction/secret-names.js'
import { isTagLike } from './tags.js'

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { getOwnPropertySymbols } = Object

const OF_SECRET = 1
const OF_ENTRY = 2
const OF_TAG = 4

/** What the key of a member may mean, as bits: few keys, many times over. */
const meaningOf = remembered(
  (key: string): number =>
    (secretKindOfName(key) === undefined ? 0 : OF_SECRET) |
    (key === 'value' ? OF_ENTRY : 0) |
    (isTagLike(key) ? OF_TAG : 0),
)

/**
 * The quick yes for most values: plain JSON that `encode` gives back as it is, with nothing in it that is kept under the
 * name of a secret. Its no is not the last word: `encode` and `redactJson` look more closely, and say what is wrong.
 */
export function isPlainlyNamed(value: unknown): boolean {
  return isJsonLeaf(value) || isPlainInside(value, 0)
}

function isPlainInside(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth >= LIMITS.valueDepth) return false
  return isArray(value) ? isPlainList(value, depth) : isPlainMembers(value, depth)
}

function isPlainList(list: readonly unknown[], depth: number): boolean {
  if (!hasOnlyItems(list)) return false
  // A list of two may be a name and its value.
  if (list.length === 2 && isSecretName(list[0])) return false
  // By index, as it is written: an iterator could leave something out.
  for (let index = list.length - 1; index >= 0; index--) {
    const item = list[index]
    if (!isJsonLeaf(item) && !isPlainInside(item, depth + 1)) return false
  }
  return true
}

function isPlainMembers(object: object, depth: number): boolean {
  if (!isPlainObject(object) || getOwnPropertySymbols(object).length > 0) return false
  let meaning = 0
  // Not over Object.keys: that takes half as long again. What is inherited can only make it a no.
  for (const key in object) {
    const item = object[key]
    meaning |= meaningOf(key)
    if (!isJsonLeaf(item) && !isPlainInside(item, depth + 1)) return false
  }
  if (meaning === 0) return true
  return meaning === OF_ENTRY && !NAME_KEYS.some((key) => isSecretName(object[key]))
}

function isSecretName(name: unknown): boolean {
  return typeof name === 'string' && secretKindOfName(name) !== undefined
}
