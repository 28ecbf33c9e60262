import { LIMITS } from '../../limits.js'
import { obsoleteBaselines } from './obsolete-baselines.js'
import type { RunReport } from './run-report.js'

/** A line about baselines that no test uses, where a run shows that there are some. */
export function obsoleteNote(report: RunReport, root: string): string[] {
  const judged = obsoleteBaselines(report, root)
  const ids = judged.judged ? judged.obsolete.flatMap((one) => one.ids) : []
  if (ids.length === 0) return []
  const subject = ids.length === 1 ? 'baseline is' : 'baselines are'
  const more = ids.length - LIMITS.shownIds
  const shown = ids.slice(0, LIMITS.shownIds).join(', ') + (more > 0 ? ` and ${more} more` : '')
  return [`${ids.length} ${subject} obsolete, no test used ${ids.length === 1 ? 'it' : 'them'}: ${shown}`]
}
