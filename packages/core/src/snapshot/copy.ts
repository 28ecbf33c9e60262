import { ValueError } from '../errors.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { redactJson } from './redaction/redact-json.js'
import type { Redactor } from './redaction/redactor.js'
import { missingCodec } from './tags/instance-tag.js'
import type { JsonValue } from './types.js'

/**
 * A copy of a recordable value that shares nothing with it, made of this realm's objects.
 *
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED`, naming `path`; `CODEC_MISSING` for an instance of a class
 * that nobody here can make.
 */
export function copyOf<T>(value: T, path: string): T {
  return fresh(encode(value, path), path) as T
}

/**
 * The same less its secrets. The name under which it is kept may make the whole of it one.
 *
 * @throws ValueError also `REDACTION_FAILED`.
 */
export function redactedCopyOf(value: unknown, path: string, redactor: Redactor, name?: string): unknown {
  return fresh(redactJson(encode(value, path), redactor, name), path)
}

function fresh(encoded: JsonValue, path: string): unknown {
  const text = JSON.stringify(encoded)
  if (text.includes('"$instance"')) checkCodecs(encoded, path)
  return decode(JSON.parse(text) as JsonValue)
}

function checkCodecs(encoded: JsonValue, path: string): void {
  const missing = missingCodec(encoded)
  if (missing === undefined) return
  throw new ValueError(
    'CODEC_MISSING',
    `${path} holds a recorded "${missing}", and no codec of that name is registered. Import the module that calls registerCodec({ name: "${missing}", … }) first.`,
  )
}
