import type { ReportedRow, RunReport } from '../reporting/report/run-report.js'

/** Assertions that came to no replay and failed, those of the base left out. */
export function newlyUnmade(
  base: RunReport | undefined,
  head: RunReport | undefined,
): { readonly fresh: ReportedRow[]; readonly still: ReportedRow[] } {
  const known = new Set(unmade(base).map(keyOfTest))
  const now = unmade(head)
  return {
    fresh: now.filter((row) => !known.has(keyOfTest(row))),
    still: now.filter((row) => known.has(keyOfTest(row))),
  }
}

function unmade(report: RunReport | undefined): ReportedRow[] {
  return (report?.rows ?? [])
    .filter(({ kind, store, ok }) => (kind === 'not-made' || store === undefined) && !ok)
    .sort((a, b) => (keyOfTest(a) < keyOfTest(b) ? -1 : 1))
}

/** A test keeps its name where its file is moved. */
function keyOfTest({ test, project, id, verdict }: ReportedRow): string {
  return JSON.stringify([test, project, id, verdict])
}
