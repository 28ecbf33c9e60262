import type { DecisionSnapshot } from '../snapshot/types.js'
import { printable } from './printable.js'
import { reportedModel } from './reported-model.js'
import type { ReportedBaseline } from './replay-row.js'

/** One for all rows, as most have none. */
const NO_TAGS: ReportedBaseline['tags'] = Object.freeze({})

/** What a report says of the recording itself. */
export function reportedBaseline(snapshot: DecisionSnapshot): ReportedBaseline {
  const { contentHash, createdAt, tags, executionTimeMs, usage, modelParameters } = snapshot
  const reported: { -readonly [Key in keyof ReportedBaseline]: ReportedBaseline[Key] } = {
    hash: printable(contentHash),
    createdAt: printable(createdAt),
    tags: printableTags(tags),
  }
  if (executionTimeMs !== undefined) reported.executionTimeMs = executionTimeMs
  if (usage !== undefined) reported.totalTokens = usage.totalTokens
  if (usage?.cost !== undefined) reported.cost = usage.cost
  if (modelParameters !== undefined) reported.model = reportedModel(modelParameters)
  return reported
}

function printableTags(tags: DecisionSnapshot['tags']): ReportedBaseline['tags'] {
  const entries = Object.entries(tags)
  if (entries.length === 0) return NO_TAGS
  return Object.fromEntries(entries.map((tag) => tag.map(printable) as [string, string]))
}
