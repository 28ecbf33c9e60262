import type { DecisionSnapshot } from '../snapshot/types.js'
import { printable } from './printable.js'
import { reportedModel } from './reported-model.js'
import type { ReportedBaseline } from './replay-row.js'

/** What a report says of the recording itself. */
export function reportedBaseline(snapshot: DecisionSnapshot): ReportedBaseline {
  const { contentHash, createdAt, tags, executionTimeMs, usage, modelParameters } = snapshot
  const reported: { -readonly [Key in keyof ReportedBaseline]: ReportedBaseline[Key] } = {
    hash: printable(contentHash),
    createdAt: printable(createdAt),
    tags: Object.fromEntries(Object.entries(tags).map((tag) => tag.map(printable) as [string, string])),
  }
  if (executionTimeMs !== undefined) reported.executionTimeMs = executionTimeMs
  if (usage !== undefined) reported.totalTokens = usage.totalTokens
  if (usage?.cost !== undefined) reported.cost = usage.cost
  if (modelParameters !== undefined) reported.model = reportedModel(modelParameters)
  return reported
}
