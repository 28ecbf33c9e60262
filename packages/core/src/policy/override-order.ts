import type { OverrideData, PolicyData } from './data/policy-data.js'

type Tags = OverrideData['tags']

/** Tags as a text by which the same ones are found, in whatever order they stand. */
export function tagsKey(tags: Tags = {}): string {
  return JSON.stringify(Object.entries(tags).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * Whether rules for these tags and this field give way to the same ones as before. Where a decision has the tags of several
 * overrides the later one wins, so that to change their places changes what is allowed.
 */
export function sameOrder(before: PolicyData, after: PolicyData, tags: Tags, field: string): boolean {
  const [was, is] = [before, after].map((policy) => winners(policy, tags, field)) as [string[], string[]]
  const known = [before, after].map(({ overrides = [] }) => overrides.map((one) => tagsKey(one.tags)))
  // One that is new or gone is told as such.
  const stayed = (key: string): boolean => known.every((keys) => keys.includes(key))
  const [one, other] = [was, is].map((keys) => keys.filter(stayed).sort().join())
  return one === other
}

/** Which later overrides win over those for these tags, for decisions that have the tags of both. */
function winners({ overrides = [] }: PolicyData, tags: Tags, field: string): string[] {
  const own = overrides.map((one) => tagsKey(one.tags)).lastIndexOf(tagsKey(tags))
  return overrides
    .slice(own + 1)
    .filter((one) => meet(one.tags, tags) && one.rules.some((rule) => rule.field === field))
    .map((one) => tagsKey(one.tags))
}

/** Whether a decision can have all tags of both. */
function meet(one: Tags, other: Tags): boolean {
  return Object.entries(one).every(([name, value]) => !Object.hasOwn(other, name) || other[name] === value)
}
