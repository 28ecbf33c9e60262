import { direction } from './compare-rules.js'
import { policyDataOf } from './data/policy-data-of.js'
import type { PolicyData, RuleData } from './data/policy-data.js'
import { sameOrder, tagsKey } from './override-order.js'
import type { ReplayPolicy } from './policy.js'

/** One rule that is not as it was. */
export interface PolicyChange {
  readonly field: string
  readonly comparator: RuleData['comparator']
  /** Set where the rule is for decisions with these tags. */
  readonly tags?: Readonly<Record<string, string>>
  readonly before?: RuleData
  readonly after?: RuleData
}

/** What became of a policy. Each rule stands in one list. */
export interface PolicyComparison {
  /** They allow more than before. */
  readonly loosened: readonly PolicyChange[]
  /** They allow less than before. */
  readonly tightened: readonly PolicyChange[]
  /** They allow something else: no saying whether more or less. */
  readonly changed: readonly PolicyChange[]
  readonly added: readonly PolicyChange[]
  readonly removed: readonly PolicyChange[]
  /** Whether fields that no rule names are judged, where that changed: `dropped` now is looser. */
  readonly unlisted?: { readonly before: 'judged' | 'dropped'; readonly after: 'judged' | 'dropped' }
}

/**
 * What became of the rules of a policy, as objects or as the data of a report. Rules are paired by field and comparator,
 * in order.
 *
 * @throws UsageError `INVALID_POLICY` for what is neither, naming the place.
 */
export function comparePolicies(
  before: ReplayPolicy | PolicyData,
  after: ReplayPolicy | PolicyData,
): PolicyComparison {
  const of = 'comparePolicies(before, after)'
  const [a, b] = [policyDataOf(before, of), policyDataOf(after, of)]
  const lists: Record<'loosened' | 'tightened' | 'changed' | 'added' | 'removed', PolicyChange[]> = {
    loosened: [],
    tightened: [],
    changed: [],
    added: [],
    removed: [],
  }
  for (const change of pairs(ruleSets(a), ruleSets(b))) {
    const { before: was, after: is } = change
    if (was === undefined) lists.added.push(change)
    else if (is === undefined) lists.removed.push(change)
    else {
      const move = direction(was, is)
      if (move !== 'kept') lists[move].push(change)
      else if (change.tags !== undefined && !sameOrder(a, b, change.tags, change.field)) {
        lists.changed.push(change)
      }
    }
  }
  const [wasUnlisted = 'judged', isUnlisted = 'judged'] = [a.unlisted, b.unlisted]
  return {
    ...lists,
    ...(wasUnlisted === isUnlisted ? {} : { unlisted: { before: wasUnlisted, after: isUnlisted } }),
  }
}

interface TaggedRule {
  readonly key: string
  readonly tags?: Readonly<Record<string, string>>
  readonly rule: RuleData
}

/** All rules, each under a key that finds the one it was before. */
function ruleSets({ rules, overrides = [] }: PolicyData): TaggedRule[] {
  const seen = new Map<string, number>()
  const keyed = (rule: RuleData, tags?: Readonly<Record<string, string>>): TaggedRule => {
    const base = JSON.stringify([tagsKey(tags), rule.field, rule.comparator])
    const count = seen.get(base) ?? 0
    seen.set(base, count + 1)
    return { key: `${base} ${count}`, rule, ...(tags === undefined ? {} : { tags }) }
  }
  return [
    ...rules.map((rule) => keyed(rule)),
    ...overrides.flatMap(({ tags, rules: own }) => own.map((rule) => keyed(rule, tags))),
  ]
}

function pairs(before: readonly TaggedRule[], after: readonly TaggedRule[]): PolicyChange[] {
  const was = new Map(before.map((rule) => [rule.key, rule]))
  const is = new Map(after.map((rule) => [rule.key, rule]))
  return [...new Set([...was.keys(), ...is.keys()])].map((key) => {
    const [old, now] = [was.get(key), is.get(key)]
    const { rule, tags } = (old ?? now) as TaggedRule
    return {
      field: rule.field,
      comparator: rule.comparator,
      ...(tags === undefined ? {} : { tags }),
      ...(old === undefined ? {} : { before: old.rule }),
      ...(now === undefined ? {} : { after: now.rule }),
    }
  })
}
