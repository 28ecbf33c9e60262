import type { JsonValue } from './types.js'
import { encode } from './encode.js'

/**
 * The canonical text of JSON: keys in UTF-16 order, no white space, numbers as ECMAScript writes them (RFC 8785).
 * Members of `$map` and `$set` are sorted too: their order is not part of their value.
 */
export function canonicalJson(json: JsonValue): string {
  if (typeof json === 'string') return quoted(json)
  if (typeof json !== 'object' || json === null) return JSON.stringify(json)
  if (Array.isArray(json)) {
    let items = ''
    for (const item of json) items += (items === '' ? '' : ',') + canonicalJson(item)
    return `[${items}]`
  }
  const keys = Object.keys(json)
  const [only] = keys
  if (keys.length === 1 && (only === '$map' || only === '$set')) {
    const members = (json[only] as JsonValue[]).map(canonicalJson).sort()
    return `{"${only}":[${members.join(',')}]}`
  }
  let members = ''
  for (const key of keys.sort()) {
    members += `${members === '' ? '' : ','}${quoted(key)}:${canonicalJson(json[key] as JsonValue)}`
  }
  return `{${members}}`
}

/** What JSON writes with a backslash: controls, quote, backslash, and surrogates, which may be alone. */
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/
/** Above this, looking first takes longer than the call it saves. */
const SHORT = 200

function quoted(text: string): string {
  return text.length > SHORT || ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`
}

/** The canonical text of any recordable value. Two values are the same exactly when their texts are. */
export function canonicalText(value: unknown, path?: string): string {
  return canonicalJson(encode(value, path))
}
