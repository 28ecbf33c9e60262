import type { ReplayPolicy } from './policy.js'

/** A policy of any copy of the package, by its parts. Its rules may not have been checked: see `checkRule`. */
export function isPolicy(value: unknown): value is ReplayPolicy {
  return (
    typeof value === 'object' &&
    value !== null &&
    'rules' in value &&
    Array.isArray(value.rules) &&
    'unlisted' in value &&
    'name' in value
  )
}
