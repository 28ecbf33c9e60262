import type { JsonValue } from './types.js'
import { encode } from './encode.js'

/**
 * The canonical text of JSON: keys in UTF-16 order, no white space, numbers as ECMAScript writes them (RFC 8785).
 * Members of `$map` and `$set` are sorted too: their order is not part of their value.
 */
export function canonicalJson(json: JsonValue): string {
  if (typeof json !== 'object' || json === null) return JSON.stringify(json)
  if (Array.isArray(json)) return `[${json.map(canonicalJson).join(',')}]`
  const keys = Object.keys(json)
  const [only] = keys
  if (keys.length === 1 && (only === '$map' || only === '$set')) {
    const members = (json[only] as JsonValue[]).map(canonicalJson).sort()
    return `{"${only}":[${members.join(',')}]}`
  }
  const members = keys.sort().map((key) => `${JSON.stringify(key)}:${canonicalJson(json[key] as JsonValue)}`)
  return `{${members.join(',')}}`
}

/** The canonical text of any recordable value. Two values are the same exactly when their texts are. */
export function canonicalText(value: unknown, path?: string): string {
  return canonicalJson(encode(value, path))
}
