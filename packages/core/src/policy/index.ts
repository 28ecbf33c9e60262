export { policy } from './begin-policy.js'
export { comparePolicies } from './compare-policies.js'
export { ReplayPolicy } from './policy.js'

export type { PolicyChange, PolicyComparison } from './compare-policies.js'
export type { PolicyData } from './data/policy-data.js'
export type { Check, Comparator, ValidationRule } from './rule.js'
export type { StandardSchema } from '../standard-schema.js'
export type { PolicyViolation, ViolationKind } from './violation.js'
