import type { ValidationRule } from './rule.js'

/** Rules of their own for decisions with certain tags. */
export interface TagOverride {
  /** All of these tags, with exactly these values. */
  readonly tags: Readonly<Record<string, string>>
  readonly rules: readonly ValidationRule[]
}

/** Rules with those of `more` in the place of those for the same fields. */
export function replacing(
  rules: readonly ValidationRule[],
  more: readonly ValidationRule[],
): ValidationRule[] {
  const fields = new Set(more.map(({ field }) => field))
  return [...rules.filter(({ field }) => !fields.has(field)), ...more]
}

/** The rules for a decision with these tags; of several overrides the later one wins. */
export function rulesFor(
  { rules, overrides = [] }: { rules: readonly ValidationRule[]; overrides?: readonly TagOverride[] },
  tags: Readonly<Record<string, string>>,
): readonly ValidationRule[] {
  return overrides
    .filter((override) => Object.entries(override.tags).every(([name, value]) => tags[name] === value))
    .reduce<readonly ValidationRule[]>((effective, override) => replacing(effective, override.rules), rules)
}
