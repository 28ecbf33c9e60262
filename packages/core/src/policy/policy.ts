import { UsageError } from '../errors.js'
import { ruleSteps, type Comparator, type ValidationRule } from './rule.js'

/** What happens to a changed field that no rule names: the mode judges it, or nobody does. */
export type UnlistedFields = 'judged' | 'dropped'

/**
 * Named rules saying which changes of a decision are allowed. A policy never changes: every method gives a new one.
 *
 * Fields are paths into a snapshot: `output` (the only or first output), `output.label`, `outputs.<name>`,
 * `inputs.<name>`, `error.message`, `usage.totalTokens`, `executionTimeMs`, `items[0]`, `items[*].price`, `['a.b']`.
 * A field that a rule names is judged by its rules; every other one by the mode.
 */
export class ReplayPolicy {
  readonly name: string
  readonly rules: readonly ValidationRule[]
  readonly unlisted: UnlistedFields

  /** Use {@link policy} to make one. */
  constructor(name: string, rules: readonly ValidationRule[] = [], unlisted: UnlistedFields = 'judged') {
    if (typeof name !== 'string' || name.trim() === '') {
      throw new UsageError(
        'INVALID_POLICY',
        'policy(name): the name must be a text that says what the policy is for.',
      )
    }
    this.name = name
    this.rules = Object.freeze([...rules])
    this.unlisted = unlisted
  }

  /** The field must have the same canonical value on both sides, whatever the mode. */
  exactMatch(field: string): ReplayPolicy {
    return withRule(this, 'exactMatch', field)
  }

  /** Whatever happens to the field is allowed. */
  ignore(field: string): ReplayPolicy {
    return withRule(this, 'ignore', field)
  }

  /** Judges the fields that rules name and nothing else. */
  only(): ReplayPolicy {
    return new ReplayPolicy(this.name, this.rules, 'dropped')
  }
}

/** Not a method: a private member would make the ESM and the CommonJS type of a policy two types. */
function withRule(
  { name, rules, unlisted }: ReplayPolicy,
  comparator: Comparator,
  field: string,
): ReplayPolicy {
  ruleSteps(name, field)
  return new ReplayPolicy(name, [...rules, { field, comparator }], unlisted)
}

/**
 * Begins a policy.
 *
 * @param name what the policy is for, as messages and reports show it.
 * @throws UsageError `INVALID_POLICY` for an empty name, and in its methods for an unusable field.
 */
export function policy(name: string): ReplayPolicy {
  return new ReplayPolicy(name)
}
