import type { Evidence } from './evidence.js'
import { nameOf, type GatedDecision } from './gated-decision.js'
import type { OldBaseline } from './gate-result.js'

const DAY_MS = 24 * 60 * 60 * 1000

/** The baselines older than so many days when the run of the head ended, oldest first. */
export function oldBaselines(
  decisions: Iterable<GatedDecision>,
  { report }: Evidence,
  maxDays: number | undefined,
): OldBaseline[] {
  const now = Date.parse(report?.createdAt ?? '')
  if (maxDays === undefined || Number.isNaN(now)) return []
  return [...decisions]
    .flatMap((decision) => {
      const { createdAt = '' } = decision.baseline ?? {}
      const days = (now - Date.parse(createdAt)) / DAY_MS
      return days > maxDays ? [{ ...nameOf(decision), createdAt, days: Math.floor(days) }] : []
    })
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
}
