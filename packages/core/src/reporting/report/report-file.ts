import { join } from 'node:path'
import { readFileSync, renameSync } from '../../kept-fs.js'
import { writeBeside } from '../../store/atomic-file.js'
import { makeWorkingFolder, workingFolder } from '../../working-folder.js'
import { parseReport } from './parse-report.js'
import type { RunReport, Shard } from './run-report.js'

/** Where the report of a run is: `.retrial/report.json`, or `.retrial/report-1-of-3.json` for a shard. */
export function reportPath(root: string, shard?: Shard): string {
  const part = shard === undefined ? '' : `-${shard.index}-of-${shard.count}`
  return join(workingFolder(root), `report${part}.json`)
}

/**
 * Writes the report of a run under its root, whole or not at all.
 *
 * @returns the path of the file.
 */
export function writeReport(root: string, report: RunReport): string {
  makeWorkingFolder(root)
  const path = reportPath(root, report.shard)
  renameSync(writeBeside(path, `${JSON.stringify(report)}\n`), path)
  return path
}

/** @throws UsageError `REPORT_INVALID` or `REPORT_TOO_NEW`; an error of the file system. */
export function readReport(path: string): RunReport {
  return parseReport(readFileSync(path, 'utf8'), path)
}
