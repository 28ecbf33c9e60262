import type { ReplayPolicy } from './policy.js'

/** A policy of any copy of the package. Data that looks like one has not been checked, and is none. */
export function isPolicy(value: unknown): value is ReplayPolicy {
  return (
    typeof value === 'object' &&
    value !== null &&
    'rules' in value &&
    Array.isArray(value.rules) &&
    'unlisted' in value &&
    'name' in value &&
    'toJSON' in value &&
    typeof value.toJSON === 'function'
  )
}
