import type { ReportedRow } from './run-report.js'

/** All that tells one replay of a run from another, but what it took and came to. */
export function replayKey(row: ReportedRow): string {
  const { store, id, file, project, test, policyHash, policy, mode, effects, occurrence = 1 } = row
  return JSON.stringify([store, id, file, project, test, policyHash ?? policy, mode, effects, occurrence])
}

/**
 * Rows with their `occurrence`: a test may replay one baseline several times, as one that repeats does, and two tests may
 * have one title. What is there twice after that was put there by somebody else.
 */
export function withOccurrences(rows: readonly ReportedRow[]): ReportedRow[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const key = replayKey(row)
    const occurrence = (seen.get(key) ?? 0) + 1
    seen.set(key, occurrence)
    return occurrence === 1 ? row : { ...row, occurrence }
  })
}
