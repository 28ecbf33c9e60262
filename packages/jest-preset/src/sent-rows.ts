import { performance } from 'node:perf_hooks'
import { RowBatch, RowFile, type RowLine } from '@retrial/core/matchers'
import type { ReplayRow, ReportedPolicy } from '@retrial/core/reporting'
import { RUN_FOLDER } from './run-folder.js'

/** Where rows come from. */
interface TestPlace {
  /** Full name of the test; none for what stands outside of tests. */
  readonly test?: string | undefined
  /** Path of the test file. */
  readonly file?: string | undefined
  /** Whether the test is meant to fail, where the first of its assertions knew. */
  readonly failing?: boolean | undefined
  /** How often the test was tried before. */
  readonly attempt: number
  /** When this run of the file began: one whose worker died is run again. Milliseconds since 1970. */
  readonly run: number
  /** Set for an assertion that began when its file was over: it failed nothing. */
  readonly late?: true
}

export type SentRows = RowLine<TestPlace>

const run = performance.timeOrigin + performance.now()
const folder = process.env[RUN_FOLDER]

/** Policies that this test file has sent: each goes once. */
const sent = new Set<string>()

/** Held open while a test file runs. */
export const rowFile = new RowFile()

/** What leaves the rows of a test for the reporter. */
export function rowsOf(place: Omit<TestPlace, 'run'>): RowBatch<TestPlace> {
  // Without our reporter there is nobody to read it.
  return new RowBatch(rowFile, folder, { ...place, run })
}

/**
 * Leaves the row of an assertion that began when its file was over.
 *
 * @throws Error where there is nobody to read it, or no more.
 */
export function sendLate(row: ReplayRow, file: string | undefined): void {
  if (folder === undefined) throw new Error('there is no reporter of ours')
  const line: SentRows = { ...(file === undefined ? {} : { file }), attempt: 0, run, late: true, rows: [row] }
  rowFile.append(folder, `${JSON.stringify(line)}\n`)
}

/** @returns the policy, where it is the first time that it is used in this file. */
export function unsent(policy: ReportedPolicy | undefined): ReportedPolicy | undefined {
  if (policy === undefined || sent.has(policy.hash)) return undefined
  sent.add(policy.hash)
  return policy
}
