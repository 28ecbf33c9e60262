import { appendFileSync, statSync } from '../../kept-fs.js'
import { markdownReport } from '../markdown/markdown-report.js'
import { printable } from '../printable.js'
import type { RunReport } from './run-report.js'

/** GitHub takes 1 MiB for the summary of a step, of everything that is written there, or nothing. */
const MOST_BYTES = 1_000_000
const OWN_BYTES = 900_000
/** Less than this says nothing. */
const LEAST_BYTES = 5_000

/**
 * Adds a run to the summary of the job, where GitHub Actions asks for one.
 *
 * @returns lines to print: why that could not be done, if so.
 */
export function addStepSummary(report: RunReport): string[] {
  const file = process.env['GITHUB_STEP_SUMMARY'] ?? ''
  if (file === '') return []
  try {
    const room = MOST_BYTES - (statSync(file, { throwIfNoEntry: false })?.size ?? 0)
    if (room < LEAST_BYTES) return ['the summary of this job is full: this run is not in it']
    appendFileSync(file, `${markdownReport(report, { maxBytes: Math.min(OWN_BYTES, room) })}\n`)
    return []
  } catch (error) {
    return [`the summary of this job could not be written: ${printable((error as Error).message)}`]
  }
}
