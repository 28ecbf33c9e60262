import { inspect } from 'node:util'
import { isReplayError } from '../errors.js'
import { canonicalJson } from './canonical.js'
import { encode } from './encode.js'
import { withoutMachinePaths } from './machine-paths.js'
import { redactJson } from './redaction/redact-json.js'
import type { Redactor } from './redaction/redactor.js'
import type { RecordedError } from './types.js'

/**
 * A thrown value as data: name, message and code of an error, whatever realm or class it came from. Anything else
 * that was thrown is a `NonError` with the text of the value, canonical for objects. Secrets are redacted, and paths of
 * this machine are made relative.
 *
 * @throws ValueError `REDACTION_FAILED`
 */
export function recordedError(thrown: unknown, redactor: Redactor): RecordedError {
  const kept = (text: string): string => redactor.text(withoutMachinePaths(text))
  if (!isErrorLike(thrown)) return { name: 'NonError', message: kept(textOf(thrown, redactor)) }
  const { name, message, code } = thrown as { name?: unknown; message?: unknown; code?: unknown }
  return {
    name: typeof name === 'string' ? kept(name) : 'Error',
    message: typeof message === 'string' ? kept(message) : '',
    ...(typeof code === 'string' ? { code: kept(code) } : typeof code === 'number' ? { code } : {}),
  }
}

function isErrorLike(thrown: unknown): thrown is { message: string } {
  return (
    typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string'
  )
}

/** Text that differs where the values do, of objects at least. */
function textOf(thrown: unknown, redactor: Redactor): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown)
  try {
    return canonicalJson(redactJson(encode(thrown), redactor))
  } catch (error) {
    if (isReplayError(error) && error.code === 'REDACTION_FAILED') throw error
    return inspect(thrown)
  }
}

/**
 * An error to show in place of one that may hold secrets, also in its stack.
 *
 * @throws ValueError `REDACTION_FAILED`
 */
export function redactedError(thrown: unknown, redactor: Redactor): Error {
  const error = revivedError(recordedError(thrown, redactor))
  const stack = thrown instanceof Error ? thrown.stack : undefined
  if (stack !== undefined) error.stack = redactor.text(stack)
  return error
}

/** The error to throw where a recorded one is replayed. */
export function revivedError({ name, message, code }: RecordedError): Error {
  const error = new Error(message)
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
  return code === undefined ? error : Object.assign(error, { code })
}
