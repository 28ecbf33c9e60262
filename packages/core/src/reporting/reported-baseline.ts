import type { DecisionSnapshot } from '../snapshot/types.js'
import { printable } from './printable.js'
import { reportedModel } from './reported-model.js'
import type { ReportedBaseline } from './replay-row.js'

/** What a report says of the recording itself. */
export function reportedBaseline(snapshot: DecisionSnapshot): ReportedBaseline {
  const { contentHash, createdAt, tags, executionTimeMs, usage, modelParameters } = snapshot
  return {
    hash: printable(contentHash),
    createdAt: printable(createdAt),
    tags: Object.fromEntries(Object.entries(tags).map((tag) => tag.map(printable) as [string, string])),
    ...(executionTimeMs === undefined ? {} : { executionTimeMs }),
    ...(usage === undefined ? {} : { totalTokens: usage.totalTokens }),
    ...(usage?.cost === undefined ? {} : { cost: usage.cost }),
    ...(modelParameters === undefined ? {} : { model: reportedModel(modelParameters) }),
  }
}
