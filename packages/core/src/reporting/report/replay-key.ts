import type { ReportedFile, ReportedRow } from './run-report.js'

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
  return numbered(rows, replayKey, ({ id, test }) => `${id} ${test}`)
}

/** All that tells one run of a test file from another. */
export function fileKey({ file, project, occurrence = 1 }: ReportedFile): string {
  return JSON.stringify([file, project, occurrence])
}

/** Files with their `occurrence`: one may be part of several projects that have no name, or the same. */
export function filesWithOccurrences(files: readonly ReportedFile[]): ReportedFile[] {
  return numbered(files, fileKey, ({ file }) => file)
}

/** @param roughKeyOf the same for two of one key, and quick to find: whole keys are made only where it is there twice. */
function numbered<T extends { readonly occurrence?: number }>(
  items: readonly T[],
  keyOf: (item: T) => string,
  roughKeyOf: (item: T) => string,
): T[] {
  const found = new Set<string>()
  const several = new Set<string>()
  for (const item of items) {
    const key = roughKeyOf(item)
    if (found.has(key)) several.add(key)
    else found.add(key)
  }
  if (several.size === 0) return [...items]
  const seen = new Map<string, number>()
  return items.map((item) => {
    if (!several.has(roughKeyOf(item))) return item
    const key = keyOf(item)
    const occurrence = (seen.get(key) ?? 0) + 1
    seen.set(key, occurrence)
    return occurrence === 1 ? item : { ...item, occurrence }
  })
}
