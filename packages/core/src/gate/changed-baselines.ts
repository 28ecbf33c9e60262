import { diffSnapshots, type FieldChange } from '../diff/index.js'
import { LIMITS } from '../limits.js'
import { shownValues } from '../reporting/shown-values.js'
import { canonicalText } from '../snapshot/canonical.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { Evidence } from './evidence.js'
import type { ChangedBaseline } from './gate-result.js'
import { hashOf, nameOf, type GatedDecision } from './gated-decision.js'
import type { DecisionPair } from './pair-decisions.js'

/** Changed baselines that are read and compared; the others are only named. */
const MOST_DIFFS = 100

/** The baselines that hold something else on the head, with what changed in them where both recordings are at hand. */
export function changedBaselines(
  pairs: readonly DecisionPair[],
  base: Evidence,
  head: Evidence,
): ChangedBaseline[] {
  let diffs = 0
  return pairs.flatMap(({ base: was, head: is }) => {
    if (was === undefined || is === undefined) return []
    const [before, after] = [hashOf(was), hashOf(is)]
    if (before === undefined || after === undefined || before === after) return []
    const edited = is.stored?.editedHash !== undefined && was.stored?.editedHash === undefined
    return [
      {
        ...nameOf(is),
        before,
        after,
        ...(edited ? { edited: true as const } : {}),
        ...(diffs++ < MOST_DIFFS ? changesOf(was, is, base, head) : {}),
      },
    ]
  })
}

function changesOf(
  was: GatedDecision,
  is: GatedDecision,
  base: Evidence,
  head: Evidence,
): Pick<ChangedBaseline, 'changes' | 'omittedChanges'> {
  const [before, after] = [base.snapshot?.(was.store, was.id), head.snapshot?.(is.store, is.id)]
  if (before === undefined || after === undefined) return {}
  const { changes: found, omittedChanges } = diffSnapshots(before, after)
  const changes = [...found, ...besides(before, after)]
  const shown = changes.slice(0, LIMITS.shownChanges)
  const omitted = changes.length - shown.length + omittedChanges
  return {
    changes: shown.map(shownValues),
    ...(omitted === 0 ? {} : { omittedChanges: omitted }),
  }
}

/** What takes no part in a diff, and counts here: tags choose rules, and an accepted outcome passes. */
function besides(before: DecisionSnapshot, after: DecisionSnapshot): FieldChange[] {
  return (['accepted', 'tags', 'usage', 'determinism'] as const).flatMap((fieldPath): FieldChange[] => {
    const [oldValue, newValue] = [before[fieldPath], after[fieldPath]]
    if (oldValue === undefined && newValue === undefined) return []
    if (oldValue === undefined) return [{ fieldPath, changeType: 'added', newValue }]
    if (newValue === undefined) return [{ fieldPath, changeType: 'removed', oldValue }]
    if (canonicalText(oldValue) === canonicalText(newValue)) return []
    return [{ fieldPath, changeType: 'modified', oldValue, newValue }]
  })
}
