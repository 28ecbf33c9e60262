import { UsageError } from '../../errors.js'
import { REPORT_FORMAT, type ReportedFile, type RunReport } from './run-report.js'

/**
 * The report of a whole run from those of its parts, in any order. What is missing is said in it, `missingShards`.
 *
 * @throws UsageError `REPORT_INVALID` where there is none, where parts are not of one run, or where one part or one test
 * file is in it twice: it would count twice.
 */
export function mergeReports(reports: readonly RunReport[]): RunReport {
  const [first] = reports
  if (first === undefined) throw invalid('There is no report to merge.')
  const counts = new Set(reports.map(({ shard }) => shard?.count))
  if (counts.size > 1) throw invalid('The reports are not of one run: their numbers of shards differ.')
  const runners = new Set(reports.map(({ runner }) => runner))
  const [count] = counts
  if (count !== undefined && runners.size > 1) throw invalid('The shards are of different runners.')
  const missing = count === undefined ? [] : missingShards(reports, count)
  const files = reports.flatMap((report) => report.files)
  checkOnce(files)
  const partial = reports.find((report) => report.partial !== undefined)?.partial
  const known = [...new Set([...missing, ...reports.flatMap((report) => report.missingShards ?? [])])]
  const testFiles = testFilesOf(reports, count !== undefined)
  return {
    format: REPORT_FORMAT,
    runner: first.runner,
    createdAt: reports.map(({ createdAt }) => createdAt).reduce((a, b) => (a > b ? a : b)),
    ...(known.length === 0 ? {} : { missingShards: known }),
    ...(partial === undefined ? {} : { partial }),
    ...(testFiles === undefined ? {} : { testFiles }),
    files,
    rows: reports.flatMap(({ rows }) => rows),
  }
}

function missingShards(reports: readonly RunReport[], count: number): number[] {
  const found = new Set<number>()
  for (const { shard } of reports) {
    const index = shard?.index ?? 0
    if (found.has(index)) throw invalid(`Shard ${index} of ${count} is there twice.`)
    if (!(index >= 1 && index <= count)) throw invalid(`There is no shard ${index} of ${count}.`)
    found.add(index)
  }
  return Array.from({ length: count }, (_, index) => index + 1).filter((index) => !found.has(index))
}

/** Every shard counts all files; other parts count their own. */
function testFilesOf(reports: readonly RunReport[], ofShards: boolean): number | undefined {
  const counts = reports.flatMap(({ testFiles }) => testFiles ?? [])
  if (counts.length < reports.length) return undefined
  return ofShards ? Math.max(...counts) : counts.reduce((sum, each) => sum + each, 0)
}

function checkOnce(files: readonly ReportedFile[]): void {
  const found = new Set<string>()
  for (const { file, project } of files) {
    const key = JSON.stringify([project, file])
    if (found.has(key))
      throw invalid(`The test file ${file} is there twice: in two of the reports, or in one.`)
    found.add(key)
  }
}

function invalid(message: string): UsageError {
  return new UsageError('REPORT_INVALID', message)
}
