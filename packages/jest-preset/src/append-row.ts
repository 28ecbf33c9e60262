import { performance } from 'node:perf_hooks'
import { RowFile } from '@retrial/core/matchers'
import type { ReplayRow, ReportedPolicy } from '@retrial/core/reporting'
import { RUN_FOLDER } from './run-folder.js'

/** A row and where it comes from. */
export interface PlacedRow extends ReplayRow {
  /** Full name of the test; none for what stands outside of tests. */
  readonly test?: string | undefined
  /** Path of the test file. */
  readonly file?: string | undefined
  /** How often the test was tried before. */
  readonly attempt: number
  /** When this run of the file began: one whose worker died is run again. Milliseconds since 1970. */
  readonly run: number
}

const run = performance.timeOrigin + performance.now()

/** A policy that rows name by its hash, on a line of its own. */
export interface SentPolicy {
  readonly sentPolicy: ReportedPolicy
}

/** Policies that this test file has sent: each goes once. */
const sent = new Set<string>()

/** Held open while a test file runs. */
export const rowFile = new RowFile()

/** Leaves a row for the reporter, at once: a worker that dies later takes nothing with it. */
export function appendRow(row: Omit<PlacedRow, 'run'>, policy?: ReportedPolicy): void {
  const folder = process.env[RUN_FOLDER]
  // Without our reporter there is nobody to read it.
  if (folder === undefined) return
  const lines: (PlacedRow | SentPolicy)[] = [{ ...row, run }]
  if (policy !== undefined && !sent.has(policy.hash)) lines.unshift({ sentPolicy: policy })
  rowFile.append(folder, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  if (policy !== undefined) sent.add(policy.hash)
}
