import { setOwn } from './plain-object.js'
import type { JsonValue } from './types.js'

/** An array with holes: its length, and what it has under which index. */
export interface WrittenSparse {
  readonly length: number
  readonly items: Record<string, JsonValue>
}

/** True when every index up to the length is there, and nothing else. Keys that are indexes come first, in order. */
export function isDense(value: readonly unknown[], keys: readonly string[]): boolean {
  return keys.length === value.length && (keys.length === 0 || keys.at(-1) === String(value.length - 1))
}

export function isIndex(key: string): boolean {
  return String(Number(key) >>> 0) === key && key !== String(2 ** 32 - 1)
}

export function writeSparse(
  value: readonly unknown[],
  keys: readonly string[],
  inner: (value: unknown, index: number) => JsonValue,
): JsonValue {
  const items: Record<string, JsonValue> = {}
  for (const key of keys) setOwn(items, key, inner(value[Number(key)], Number(key)))
  return { length: value.length, items }
}

/** @throws TypeError for a length that no array has, or an index beyond it. */
export function readSparse(
  { length, items }: WrittenSparse,
  inner: (value: JsonValue) => unknown,
): unknown[] {
  if (!Number.isInteger(length) || length < 0 || length > 2 ** 32 - 1)
    throw new TypeError('no length of an array')
  const array: unknown[] = []
  array.length = length
  for (const [key, item] of Object.entries(items)) {
    if (!isIndex(key) || Number(key) >= length) throw new TypeError(`"${key}" is not an index of this array`)
    array[Number(key)] = inner(item)
  }
  return array
}
