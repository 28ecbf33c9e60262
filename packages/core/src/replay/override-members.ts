import { UsageError } from '../errors.js'
import { didYouMean } from '../near-name.js'

/** @throws UsageError `INVALID_OPTION` for what is no object, or has a member that is not known. */
export function checkMembers(value: unknown, known: readonly string[], path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError('INVALID_OPTION', `The ${path} must be an object. Known: ${known.join(', ')}.`)
  }
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new UsageError(
    'INVALID_OPTION',
    `The ${path} have no ${JSON.stringify(unknown)}. Known: ${known.join(', ')}.${didYouMean(unknown, known)}`,
  )
}

export function nothingGiven(path: string): UsageError {
  return new UsageError('INVALID_OPTION', `The ${path} name nothing that is to be another. Leave them out.`)
}
