import type { PolicyData } from '../policy/index.js'

export type RuleData = PolicyData['rules'][number]

/** The rules of a policy, as data, for a decision with these tags; of several overrides the later one wins. */
export function effectiveRules(
  { rules, overrides = [] }: PolicyData,
  tags: Readonly<Record<string, string>>,
): readonly RuleData[] {
  return overrides
    .filter((override) => Object.entries(override.tags).every(([name, value]) => tags[name] === value))
    .reduce<readonly RuleData[]>((effective, override) => {
      const fields = new Set(override.rules.map(({ field }) => field))
      return [...effective.filter(({ field }) => !fields.has(field)), ...override.rules]
    }, rules)
}
