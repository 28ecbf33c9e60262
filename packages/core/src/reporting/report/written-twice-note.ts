import { LIMITS } from '../../limits.js'
import type { ReportedRow, RunReport } from './run-report.js'

/**
 * A line about baselines that several tests have written in one run. Where each accepted another outcome, the next run holds
 * all of them to the last. None of a run that records everything anew, as there tests of one call each write it.
 */
export function writtenTwiceNote({ rows, runMode }: RunReport): string[] {
  if (runMode === 'record') return []
  const written = rows.filter(({ kind }) => kind === 'recorded' || kind === 'updated')
  const clashes = [...byBaseline(written)].filter(([, tests]) => tests.size > 1)
  const shown = clashes.slice(0, LIMITS.shownIds).map(([, tests]) => {
    const [{ id } = { id: '' }] = tests.values()
    return `${id} (${[...tests.values()].map(nameOf).join(' and ')})`
  })
  if (shown.length === 0) return []
  const more = clashes.length - shown.length
  return [
    `several tests wrote one baseline, and the last one counts: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Where their calls differ, give each an id of its own.`,
  ]
}

/** The tests that wrote each, a row of each. */
function byBaseline(written: readonly ReportedRow[]): Map<string, Map<string, ReportedRow>> {
  const found = new Map<string, Map<string, ReportedRow>>()
  for (const row of written) {
    const { store, id, file, project, test } = row
    const baseline = JSON.stringify([store, id])
    const tests = found.get(baseline) ?? new Map<string, ReportedRow>()
    tests.set(JSON.stringify([file, project, test]), row)
    found.set(baseline, tests)
  }
  return found
}

function nameOf({ file = '', project, test }: ReportedRow): string {
  const place = project === undefined ? file : `${file} [${project}]`
  return test === undefined ? place : `"${test}" in ${place}`
}
