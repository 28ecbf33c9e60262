import { inspect } from 'node:util'
import { canonicalText } from './canonical.js'
import { redactUrlsIn } from './credentials.js'
import type { RecordedError } from './types.js'

/**
 * A thrown value as data: name, message and code of an error, whatever realm or class it came from. Anything else
 * that was thrown is a `NonError` with the text of the value, canonical for objects. Credentials in URLs of a message are redacted.
 */
export function recordedError(thrown: unknown): RecordedError {
  if (!isErrorLike(thrown)) return { name: 'NonError', message: redactUrlsIn(textOf(thrown)) }
  const { name, message, code } = thrown as { name?: unknown; message?: unknown; code?: unknown }
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? redactUrlsIn(message) : '',
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
  }
}

function isErrorLike(thrown: unknown): thrown is { message: string } {
  return (
    typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string'
  )
}

/** Text that differs where the values do, of objects at least. */
function textOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown)
  try {
    return canonicalText(thrown)
  } catch {
    return inspect(thrown)
  }
}

/** The error to throw where a recorded one is replayed. */
export function revivedError({ name, message, code }: RecordedError): Error {
  const error = new Error(message)
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
  return code === undefined ? error : Object.assign(error, { code })
}
