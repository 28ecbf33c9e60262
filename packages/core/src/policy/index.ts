export { policy, ReplayPolicy } from './policy.js'

export type { Check, Comparator, ValidationRule } from './rule.js'
export type { StandardSchema } from './standard-schema.js'
export type { PolicyViolation, ViolationKind } from './violation.js'
