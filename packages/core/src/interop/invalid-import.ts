import { UsageError } from '../errors.js'

/** @param path the source, as the caller named it. */
export function invalidImport(path: string, why: string, cause?: unknown): UsageError {
  return new UsageError('INVALID_IMPORT', `${path} cannot be imported: ${why}`, { cause })
}
