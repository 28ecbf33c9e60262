import type { ReportedModel } from '../reporting/replay-row.js'
import type { ModelChange } from './gate-result.js'
import { nameOf } from './gated-decision.js'
import type { DecisionPair } from './pair-decisions.js'

/**
 * Decisions whose baseline is of another model, or of other parameters, than on the base; and those whose code now asks
 * another one than the baseline has. What came of it says nothing about the code.
 */
export function compareModels(pairs: readonly DecisionPair[]): ModelChange[] {
  return pairs.flatMap(({ base, head }) => {
    if (head === undefined) return []
    const [before, after] = [base?.baseline?.model ?? null, head.baseline?.model ?? null]
    const changes: ModelChange[] = []
    if (base?.baseline !== undefined && head.baseline !== undefined && !isSame(before, after)) {
      changes.push({ ...nameOf(head), where: 'baseline', before, after })
    }
    const asked = head.rows.find(({ model }) => model !== undefined && !isSame(model, after))?.model
    if (asked !== undefined) changes.push({ ...nameOf(head), where: 'replay', before: after, after: asked })
    return changes
  })
}

function isSame(a: ReportedModel | null, b: ReportedModel | null): boolean {
  return (
    a?.name === b?.name &&
    a?.version === b?.version &&
    a?.provider === b?.provider &&
    a?.parametersHash === b?.parametersHash
  )
}
