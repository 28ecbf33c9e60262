import { ValueError } from '../errors.js'
import { codecNamed } from './codec.js'
import { copiedJson } from './copied-json.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { NOT_PLAIN, plainCopy } from './plain-copy.js'
import { redactJson } from './redaction/redact-json.js'
import type { Redactor } from './redaction/redactor.js'
import { instanceTag } from './tags/instance-tag.js'
import type { JsonValue } from './types.js'
import { unreadable } from './unreadable.js'

/**
 * A copy of a recordable value that shares nothing with it, made of this realm's objects.
 *
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED`, naming `path`; `CODEC_MISSING` for an instance of a class
 * that nobody here can make.
 */
export function copyOf<T>(value: T, path: string): T {
  try {
    const copy = plainCopy(value)
    return (copy === NOT_PLAIN ? fresh(encode(value, path), path) : copy) as T
  } catch (error) {
    throw unreadable(path, error)
  }
}

/**
 * The same less its secrets. The name under which it is kept may make the whole of it one.
 *
 * @throws ValueError also `REDACTION_FAILED`.
 */
export function redactedCopyOf(value: unknown, path: string, redactor: Redactor, name?: string): unknown {
  try {
    return fresh(redactJson(encode(value, path), redactor, name), path)
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** @param encoded shares nothing with what comes back. */
export function fresh(encoded: JsonValue, path: string): unknown {
  const copy = copiedJson(encoded, (key, item) => {
    if (key === instanceTag.name) checkCodec((item as { of: string }).of, path)
  })
  return decode(copy)
}

function checkCodec(name: string, path: string): void {
  if (codecNamed(name) !== undefined) return
  throw new ValueError(
    'CODEC_MISSING',
    `${path} holds a recorded "${name}", and no codec of that name is registered. Import the module that calls registerCodec({ name: "${name}", … }) first.`,
  )
}
