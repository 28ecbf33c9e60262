import { LIMITS } from '../limits.js'
import type { FieldChange } from '../diff/index.js'
import type { PolicyViolation } from '../policy/index.js'
import type { EffectMiss, ReplayResult } from '../replay/types.js'
import { boundedText } from './bounded-text.js'
import type { ReplayRow, ReportedChange, ReportedMiss, ReportedViolation } from './replay-row.js'
import { shownValues } from './shown-values.js'

type Faults = Pick<ReplayRow, 'violations' | 'omittedViolations' | 'changes' | 'omittedChanges' | 'misses'>

/** What a replay did otherwise than was recorded, each list cut at `LIMITS.shownChanges`. What there is none of is absent. */
export function reportedFaults({ policyViolations, diff, misses }: ReplayResult): Faults {
  const { shownChanges } = LIMITS
  const changes = outcomeFirst(diff?.changes ?? [])
  const omittedViolations = policyViolations.length - shownChanges
  const omittedChanges = changes.length - Math.min(changes.length, shownChanges) + (diff?.omittedChanges ?? 0)
  return {
    ...(policyViolations.length === 0
      ? {}
      : { violations: policyViolations.slice(0, shownChanges).map(reportedViolation) }),
    ...(omittedViolations > 0 ? { omittedViolations } : {}),
    ...(changes.length === 0 ? {} : { changes: reportedChanges(changes) }),
    ...(omittedChanges > 0 ? { omittedChanges } : {}),
    ...(misses.length === 0 ? {} : { misses: misses.slice(0, shownChanges).map(reportedMiss) }),
  }
}

/** What a decision came to says more than the way there. */
function outcomeFirst(changes: readonly FieldChange[]): FieldChange[] {
  const isOutcome = ({ fieldPath }: FieldChange): boolean => /^(?:outputs?|error)\b/.test(fieldPath)
  return [...changes.filter(isOutcome), ...changes.filter((change) => !isOutcome(change))]
}

function reportedChanges(changes: readonly FieldChange[]): ReportedChange[] {
  return changes.slice(0, LIMITS.shownChanges).map(shownValues)
}

function reportedViolation(violation: PolicyViolation): ReportedViolation {
  const { ruleName, comparator, kind, absolute, field, expected, actual, score, threshold, message } =
    violation
  return {
    ...{ ruleName: boundedText(ruleName), comparator, kind, field: boundedText(field) },
    ...(absolute === undefined ? {} : { absolute }),
    ...{ expected: boundedText(expected), actual: boundedText(actual) },
    // JSON has no word for a share of nothing.
    ...(score !== undefined && Number.isFinite(score) ? { score } : {}),
    ...(threshold !== undefined && Number.isFinite(threshold) ? { threshold } : {}),
    message: boundedText(message),
  }
}

function reportedMiss({ kind, asked, position, message, nearest }: EffectMiss): ReportedMiss {
  return {
    ...{ kind, asked: boundedText(asked), position, message: boundedText(message) },
    ...(nearest === undefined
      ? {}
      : { nearest: { position: nearest.position, changes: reportedChanges(nearest.changes) } }),
  }
}
