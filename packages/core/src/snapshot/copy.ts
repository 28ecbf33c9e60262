import { decode } from './decode.js'
import { encode } from './encode.js'
import type { JsonValue } from './types.js'

/**
 * A copy of a recordable value that shares nothing with it, made of this realm's objects.
 *
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED`, naming `path`.
 */
export function copyOf<T>(value: T, path: string): T {
  return decode(JSON.parse(JSON.stringify(encode(value, path))) as JsonValue) as T
}
