import { encode } from '../snapshot/encode.js'
import { isPlainObject } from '../snapshot/plain-object.js'
import { sameJson } from '../snapshot/same.js'
import { holdsMatcher, isMatcher } from './asymmetric.js'

/**
 * Whether a value is as expected: what its matchers accept in their places, and canonically equal everywhere else. Keys
 * may stand in any order, and are the same ones: a matcher for a member that is not there accepts nothing.
 *
 * @throws TypeError where a matcher gives neither true nor false, a promise say; what a matcher throws.
 */
export function isAsExpected(value: unknown, expected: unknown): boolean {
  if (isMatcher(expected)) return asked(expected.asymmetricMatch(value))
  if (!holdsMatcher(expected)) return sameJson(encode(value), encode(expected))
  if (Array.isArray(expected)) {
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((item, index) => index in value && isAsExpected(value[index], item))
    )
  }
  if (expected instanceof Map) return value instanceof Map && isMapAsExpected(value, expected)
  if (expected instanceof Set) return value instanceof Set && isSetAsExpected(value, expected)
  if (typeof value !== 'object' || value === null || !isPlainObject(value)) return false
  const members = Object.entries(expected as object)
  return (
    members.length === Object.keys(value).length &&
    members.every(([key, item]) => Object.hasOwn(value, key) && isAsExpected(value[key], item))
  )
}

function asked(answer: unknown): boolean {
  if (typeof answer === 'boolean') return answer
  const what = answer === undefined ? 'nothing, as an asynchronous matcher does' : `a ${typeof answer}`
  throw new TypeError(`its matcher gave ${what}, not true or false`)
}

function isMapAsExpected(
  map: ReadonlyMap<unknown, unknown>,
  expected: ReadonlyMap<unknown, unknown>,
): boolean {
  const entries = [...map]
  return (
    map.size === expected.size &&
    [...expected].every(([key, item]) =>
      entries.some(([other, value]) => sameJson(encode(other), encode(key)) && isAsExpected(value, item)),
    )
  )
}

/** Each expected member is there, and each member is expected: one matcher may accept several. */
function isSetAsExpected(set: ReadonlySet<unknown>, expected: ReadonlySet<unknown>): boolean {
  const [values, items] = [[...set], [...expected]]
  return (
    set.size === expected.size &&
    items.every((item) => values.some((value) => isAsExpected(value, item))) &&
    values.every((value) => items.some((item) => isAsExpected(value, item)))
  )
}
