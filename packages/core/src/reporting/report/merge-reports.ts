import { UsageError } from '../../errors.js'
import { filesInOrder, policiesInOrder, rowsInOrder } from './in-order.js'
import { mergeCommits, mergeEnvironments, mergeReasons, mergeRunModes } from './merge-facts.js'
import { numberedAnew } from './numbered-anew.js'
import { fileKey } from './replay-key.js'
import { REPORT_FORMAT, type ReportedFile, type RunReport } from './run-report.js'

/**
 * The report of a whole run from those of its parts, in any order, at once or by and by. What is missing is said in it,
 * `missingShards`.
 *
 * @throws UsageError `REPORT_INVALID` where there is none, where parts are not of one run, or where one part or one test
 * file is in it twice: it would count twice.
 */
export function mergeReports(reports: readonly RunReport[]): RunReport {
  if (reports.length === 0) throw invalid('There is no report to merge.')
  const counts = new Set(reports.map(({ shard, shardCount }) => shard?.count ?? shardCount))
  if (counts.size > 1) throw invalid('The reports are not of one run: their numbers of shards differ.')
  const runners = [...new Set(reports.map(({ runner }) => runner))].sort()
  const [count] = counts
  if (count !== undefined && runners.length > 1) throw invalid('The shards are of different runners.')
  const missing = count === undefined ? [] : missingShards(reports, count)
  const files = reports.flatMap((report) => report.files)
  const rows = reports.flatMap((report) => report.rows)
  // What several projects run is in several shards, and nothing but their names tells it apart.
  checkOnce(count === undefined ? files : files.filter(({ unnamed }) => unnamed !== true))
  const all = count === undefined ? { files, rows } : numberedAnew(files, rows)
  const testFiles = testFilesOf(reports, count !== undefined)
  const policies = reports.flatMap((report) => report.policies ?? [])
  const partial = mergeReasons(reports)
  const known = [...new Set([...missing, ...reports.flatMap(whyMissing)])].sort((a, b) => a - b)
  return {
    format: REPORT_FORMAT,
    runner: runners[0] ?? 'vitest',
    createdAt: reports.map(({ createdAt }) => createdAt).reduce((a, b) => (a > b ? a : b)),
    ...mergeEnvironments(reports),
    ...mergeCommits(reports),
    ...mergeRunModes(reports),
    ...(reports.every((report) => report.policies === undefined)
      ? {}
      : { policies: policiesInOrder(policies) }),
    ...(count === undefined || missing.length === 0 ? {} : { shardCount: count }),
    ...(known.length === 0 ? {} : { missingShards: known }),
    ...(partial === undefined ? {} : { partial }),
    ...(testFiles === undefined ? {} : { testFiles }),
    files: filesInOrder(all.files),
    rows: rowsInOrder(all.rows),
  }
}

/** Of an earlier version, which did not say how many shards there are: those can not be merged in any more. */
function whyMissing({ shardCount, missingShards = [] }: RunReport): readonly number[] {
  return shardCount === undefined ? missingShards : []
}

function missingShards(reports: readonly RunReport[], count: number): number[] {
  const all = Array.from({ length: count }, (_, index) => index + 1)
  const found = new Set<number>()
  for (const { shard, missingShards: lacking = [] } of reports) {
    const here = shard === undefined ? all.filter((index) => !lacking.includes(index)) : [shard.index]
    for (const index of here) {
      if (found.has(index)) throw invalid(`Shard ${index} of ${count} is there twice.`)
      if (!(index >= 1 && index <= count)) throw invalid(`There is no shard ${index} of ${count}.`)
      found.add(index)
    }
  }
  return all.filter((index) => !found.has(index))
}

/** Every shard counts all files; other parts count their own. */
function testFilesOf(reports: readonly RunReport[], ofShards: boolean): number | undefined {
  const counts = reports.flatMap(({ testFiles }) => testFiles ?? [])
  if (counts.length < reports.length) return undefined
  return ofShards ? Math.max(...counts) : counts.reduce((sum, each) => sum + each, 0)
}

function checkOnce(files: readonly ReportedFile[]): void {
  const found = new Set<string>()
  for (const one of files) {
    const key = fileKey(one)
    if (found.has(key))
      throw invalid(`The test file ${one.file} is there twice: in two of the reports, or in one.`)
    found.add(key)
  }
}

function invalid(message: string): UsageError {
  return new UsageError('REPORT_INVALID', message)
}
