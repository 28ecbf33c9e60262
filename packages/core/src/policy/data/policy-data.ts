import type { JsonValue } from '../../snapshot/types.js'
import type { Comparator } from '../rule.js'

/** A policy as plain data, as it stands in a JSON or YAML file. `policy.schema.json` of the package describes it. */
export interface PolicyData {
  readonly $schema?: string
  readonly name: string
  /** `dropped`: fields that no rule names are not judged. Default `judged`. */
  readonly unlisted?: 'judged' | 'dropped'
  readonly rules: readonly RuleData[]
  /** Rules of their own for decisions with certain tags. */
  readonly overrides?: readonly OverrideData[]
}

export interface OverrideData {
  /** All of these tags, with exactly these values. */
  readonly tags: Readonly<Record<string, string>>
  /** Take the place of the policy's rules for the same fields. */
  readonly rules: readonly RuleData[]
}

/** A rule as data: its comparator's settings, an expected value encoded as in recordings. */
export interface RuleData {
  readonly field: string
  readonly comparator: Comparator
  readonly expected?: JsonValue
  readonly percent?: number
  readonly floor?: number
  readonly min?: number
  readonly max?: number
  readonly delta?: number
  readonly pattern?: string
  readonly flags?: string
  readonly minSimilarity?: number
  readonly scorer?: 'lexical' | 'local'
  readonly guard?: boolean | readonly string[]
  /**
   * Stands for what is code (a check, a schema, a matcher, a scorer): a digest of it or its name, so that a change can be seen.
   * Such a rule cannot be read back.
   */
  readonly code?: string
}
