import { UsageError } from './errors.js'

/** @throws UsageError `INVALID_OPTION` unless the option is absent or of that type. */
export function checkOptionType(options: object, name: string, type: 'string' | 'boolean', of: string): void {
  const value = (options as Record<string, unknown>)[name]
  if (value !== undefined && typeof value !== type) {
    throw new UsageError('INVALID_OPTION', `${name} of ${of} must be a ${type}, it is a ${typeof value}.`)
  }
}
