import { fresh } from './copy.js'
import { encode } from './encode.js'
import { redactJson } from './redaction/redact-json.js'
import type { Redactor } from './redaction/redactor.js'
import { isTag } from './tags.js'
import type { Input, JsonValue, Output } from './types.js'
import { unreadable } from './unreadable.js'

/** The type of a value in one word: `string`, `number`, `boolean`, `null`, `array`, `object`, that of its tag, or the name of its codec. */
function dataType(encoded: JsonValue): string {
  if (encoded === null) return 'null'
  if (Array.isArray(encoded)) return 'array'
  if (typeof encoded !== 'object') return typeof encoded
  const [only, ...more] = Object.keys(encoded)
  if (only === undefined || more.length > 0 || !isTag(only)) return 'object'
  if (only === '$sparse') return 'array'
  return only === '$instance' ? (encoded[only] as { of: string }).of : only.slice(1)
}

/** A named value with its type. The encoding doubles as the check that the value can be recorded. */
export function namedValue(name: string, value: unknown, path: string): Input & Output {
  return { name, value, dataType: dataType(encode(value, path)) }
}

/**
 * A copy of a named value less its secrets, with its type. The name may make the whole of it one.
 *
 * @param kept the name less its secrets.
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED`, naming `path`; `CODEC_MISSING`; `REDACTION_FAILED`.
 */
export function redactedNamedValue(
  name: string,
  value: unknown,
  path: string,
  redactor: Redactor,
  kept = name,
): Input & Output {
  try {
    const encoded = redactJson(encode(value, path), redactor, name)
    return { name: kept, value: fresh(encoded, path), dataType: dataType(encoded) }
  } catch (error) {
    throw unreadable(path, error)
  }
}
