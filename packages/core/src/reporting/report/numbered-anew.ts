import { filesWithOccurrences, withOccurrences } from './replay-key.js'
import type { ReportedFile, ReportedRow, RunReport } from './run-report.js'

/** Files of projects without a name, and their rows, of several shards: each shard has numbered its own. */
export function numberedAnew(
  files: readonly ReportedFile[],
  rows: readonly ReportedRow[],
): Pick<RunReport, 'files' | 'rows'> {
  const several = new Set(files.flatMap(({ file, unnamed }) => (unnamed === true ? [file] : [])))
  if (several.size === 0) return { files, rows }
  const isTold = ({ file, project }: ReportedRow): boolean =>
    project !== undefined || file === undefined || !several.has(file)
  return {
    files: [
      ...files.filter(({ unnamed }) => unnamed !== true),
      ...filesWithOccurrences(unnumbered(files.filter(({ unnamed }) => unnamed === true))),
    ],
    rows: [...rows.filter(isTold), ...withOccurrences(unnumbered(rows.filter((row) => !isTold(row))))],
  }
}

/** In an order of their own, so that it does not matter which shard comes first. */
function unnumbered<T extends { readonly occurrence?: number }>(items: readonly T[]): T[] {
  return items
    .map((item) => {
      const { occurrence: _occurrence, ...rest } = item
      return { item: rest as T, text: JSON.stringify(rest) }
    })
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item)
}
