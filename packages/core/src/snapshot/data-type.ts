import { encode } from './encode.js'
import { isTag } from './tags.js'
import type { Input, JsonValue, Output } from './types.js'

/** The type of a value in one word: `string`, `number`, `boolean`, `null`, `array`, `object`, or that of its tag. */
function dataType(encoded: JsonValue): string {
  if (encoded === null) return 'null'
  if (Array.isArray(encoded)) return 'array'
  if (typeof encoded !== 'object') return typeof encoded
  const [only, ...more] = Object.keys(encoded)
  return only !== undefined && more.length === 0 && isTag(only) ? only.slice(1) : 'object'
}

/** A named value with its type. The encoding doubles as the check that the value can be recorded. */
export function namedValue(name: string, value: unknown, path: string): Input & Output {
  return { name, value, dataType: dataType(encode(value, path)) }
}
