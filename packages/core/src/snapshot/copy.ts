import { decode } from './decode.js'
import { encode } from './encode.js'
import { redactJson } from './redaction/redact-json.js'
import type { Redactor } from './redaction/redactor.js'
import type { JsonValue } from './types.js'

/**
 * A copy of a recordable value that shares nothing with it, made of this realm's objects.
 *
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED`, naming `path`.
 */
export function copyOf<T>(value: T, path: string): T {
  return fresh(encode(value, path)) as T
}

/**
 * The same less its secrets. The name under which it is kept may make the whole of it one.
 *
 * @throws ValueError also `REDACTION_FAILED`.
 */
export function redactedCopyOf(value: unknown, path: string, redactor: Redactor, name?: string): unknown {
  return fresh(redactJson(encode(value, path), redactor, name))
}

function fresh(encoded: JsonValue): unknown {
  return decode(JSON.parse(JSON.stringify(encoded)) as JsonValue)
}
