import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { ReplayRow } from '@retrial/core/reporting'
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

/** Leaves a row for the reporter, at once: a worker that dies later takes nothing with it. */
export function appendRow(row: Omit<PlacedRow, 'run'>): void {
  const folder = process.env[RUN_FOLDER]
  // Without our reporter there is nobody to read it.
  if (folder === undefined) return
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify({ ...row, run })}\n`)
}
