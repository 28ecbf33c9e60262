export { policy, ReplayPolicy } from './policy.js'

export type { Comparator, ValidationRule } from './rule.js'
export type { PolicyViolation, ViolationKind } from './violation.js'
