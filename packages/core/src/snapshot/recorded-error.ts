import type { RecordedError } from './types.js'

/** A thrown value as data: name, message and code, whatever realm or class it came from. */
export function recordedError(thrown: unknown): RecordedError {
  if (typeof thrown !== 'object' || thrown === null) return { name: 'NonError', message: String(thrown) }
  const { name, message, code } = thrown as { name?: unknown; message?: unknown; code?: unknown }
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : '',
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
  }
}

/** The error to throw where a recorded one is replayed. */
export function revivedError({ name, message, code }: RecordedError): Error {
  const error = new Error(message)
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
  return code === undefined ? error : Object.assign(error, { code })
}
