import { tagsOf } from './filter-rows.js'
import type { NamedRow } from './named-rows.js'
import { countOutcomes } from './outcome.js'

/** What can be chosen to filter by. */
export interface Choices {
  readonly decisions: readonly string[]
  readonly policies: readonly string[]
  readonly verdicts: readonly string[]
  readonly tags: readonly string[]
}

/** Beyond as many, a list to choose from is of no use; the search finds tags too. */
const MOST_TAGS = 500

export function choicesOf(rows: readonly NamedRow[]): Choices {
  return {
    decisions: sorted(rows.flatMap(({ row }) => row.functionName ?? [])),
    policies: sorted(rows.flatMap(({ row }) => row.policy ?? [])),
    verdicts: countOutcomes(rows.map(({ row }) => row)).map(({ outcome }) => outcome),
    tags: sorted(rows.flatMap(({ row }) => tagsOf(row))).slice(0, MOST_TAGS),
  }
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1))
}
