import type { ReportedRow } from '../reporting/report/run-report.js'
import type { FailedDecision, SampleComparison } from './gate-result.js'
import { holds, isInverted } from './held.js'
import { isNoisy } from './samples.js'
import type { DecisionPair } from './pair-decisions.js'

export type FailureChange = 'none' | 'new' | 'still' | 'fixed' | 'unsure'

export interface FailureFinding {
  readonly change: FailureChange
  /** The failing replay that says most. */
  readonly row?: ReportedRow
}

/**
 * Whether a decision fails on the head, and whether that is new: it holds on the base, or fails there in other ways.
 * `unsure` is one that fails by chance, perhaps: too few trials tell.
 *
 * @param baseKnown whether there is a report of the base; without one every failure is new.
 */
export function compareFailures(
  { base, head }: DecisionPair,
  baseKnown: boolean,
  sample: SampleComparison | undefined,
): FailureFinding {
  const was = base?.rows ?? []
  const heldBefore = was.some(holds)
  // Beside what held, one that was asserted not to hold did not fail.
  const before = was.filter((row) => !row.ok || (!heldBefore && isInverted(row)))
  const known = new Set(before.flatMap(waysOf))
  const baseHolds = baseKnown && heldBefore && before.length === 0
  const rows = head?.rows ?? []
  // What is asserted not to hold is no failure, unless it was asserted to hold.
  const inverted = new Set(was.filter(isInverted).map(checkOf))
  const isLost = (row: ReportedRow): boolean =>
    baseHolds && isInverted(row) && !(inverted.has(checkOf(row)) && !rows.every(isInverted))
  const failing = rows.filter((row) => !row.ok || isLost(row))
  const fresh = failing.filter((row) => waysOf(row).some((way) => !known.has(way)) || isMore(row, before))
  const certain = fresh.find((row) => sample === undefined || !isNoisy(row))
  if (certain !== undefined) return { change: 'new', row: certain }
  if (sample?.answer === 'worse') {
    const row = failing[0] ?? rows.find(isNoisy)
    return { change: 'new', ...(row === undefined ? {} : { row }) }
  }
  if (fresh[0] !== undefined) return { change: 'unsure', row: fresh[0] }
  if (failing[0] !== undefined) return { change: 'still', row: failing[0] }
  const isFixed = (row: ReportedRow): boolean => holds(row) || (isInverted(row) && inverted.has(checkOf(row)))
  const fixed = before.some((row) => !row.ok) && rows.some(holds) && rows.every(isFixed)
  return { change: fixed ? 'fixed' : 'none' }
}

/** In which ways a decision fails, as texts that can be compared. */
function waysOf(row: ReportedRow): string[] {
  const { violations = [], verdict } = row
  if (verdict === 'violation' && violations.length > 0) {
    return violations.map(({ ruleName, field, kind }) => JSON.stringify([ruleName, field, kind]))
  }
  return [verdict]
}

/** What a replay that is asserted not to hold was held to, and how it fails. */
function checkOf(row: ReportedRow): string {
  return JSON.stringify([row.policyHash ?? row.policy, ...waysOf(row)])
}

/** Whether more is broken than before, though what is listed of it is the same. */
function isMore(row: ReportedRow, before: readonly ReportedRow[]): boolean {
  return (row.omittedViolations ?? 0) > Math.max(0, ...before.map((one) => one.omittedViolations ?? 0))
}

/** What the result says of a failing replay. */
export function failedDecision(row: ReportedRow, more: readonly string[] = []): FailedDecision {
  const { store, id, functionName, verdict, policy, test, file, location, details } = row
  const inverted = isInverted(row) ? ['asserted not to hold: nothing says any more that it does'] : []
  return {
    ...(store === undefined ? {} : { store }),
    id,
    ...(functionName === undefined ? {} : { functionName }),
    verdict,
    ...(policy === undefined ? {} : { policy }),
    ...(test === undefined ? {} : { test }),
    ...(file === undefined ? {} : { file }),
    ...(location === undefined ? {} : { location }),
    details: [...inverted, ...details, ...more],
  }
}
