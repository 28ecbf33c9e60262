import { isReplayError, UsageError } from '../errors.js'
import { isMatcher, withoutMatchers } from '../policy/asymmetric.js'
import { encode } from '../snapshot/encode.js'
import { isPlainObject } from '../snapshot/plain-object.js'

/**
 * What `properties` may be: members by name. One matcher for everything would say that everything may change.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function checkProperties(properties: unknown): void {
  if (properties === undefined) return
  const isNamed =
    typeof properties === 'object' &&
    properties !== null &&
    !Array.isArray(properties) &&
    !isMatcher(properties) &&
    isPlainObject(properties)
  if (!isNamed) {
    throw refused('must be an object that names members, as in { properties: { id: expect.any(String) } }')
  }
  try {
    encode(withoutMatchers(properties), 'properties')
  } catch (error) {
    if (!isReplayError(error)) throw error
    throw refused(`expects what no recording can hold: ${error.message}`)
  }
}

function refused(why: string): UsageError {
  return new UsageError('INVALID_OPTION', `toHaveNoDiffFrom(): properties ${why}.`)
}
