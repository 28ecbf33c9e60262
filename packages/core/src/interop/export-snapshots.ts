import { checkKnownOptions } from '../known-options.js'
import { checkOptionType } from '../option-type.js'
import type { SnapshotQuery, SnapshotStore } from '../store/store.js'
import { takeTurns } from '../turns.js'
import { rowProblem } from './row-problem.js'
import { storedRows } from './stored-rows.js'
import { checkPath, checkTransferOptions, checkWord } from './transfer/check-options.js'
import { addWarnings, emptyReport, type TransferReport } from './transfer/transfer-report.js'
import type { Put } from './writer.js'
import type { WRITERS } from './writers.js'

/** What can be exported to. */
export type ExportFormat = keyof typeof WRITERS

export interface ExportOptions {
  /**
   * `jsonl`: a file with one snapshot a line, complete. `briefcase`: a database of briefcase where the path ends in
   * `.db`, `.sqlite` or `.sqlite3`, else a folder with its `snapshots` and `decisions`; what briefcase has no place for
   * is left out, with a warning.
   */
  readonly to: ExportFormat
  /** Which snapshots are meant. Default all. */
  readonly query?: SnapshotQuery
  /** Take the place of what is at the path. Default false. */
  readonly overwrite?: boolean
  /** Aborts between two snapshots; nothing is written then. */
  readonly signal?: AbortSignal
}

/**
 * Writes the snapshots of a store to a file or folder, which appears when it is whole. A snapshot that cannot be read,
 * or that the format cannot hold, is reported and does not keep the others.
 *
 * @throws UsageError `INVALID_OPTION`, also when something is at the path already; StoreError where the store cannot be
 * read or the path not be written.
 */
export async function exportSnapshots(
  store: SnapshotStore,
  path: string,
  options: ExportOptions,
): Promise<TransferReport> {
  checkPath(path, 'exportSnapshots')
  checkKnownOptions(options, ['to', 'query', 'overwrite', 'signal'], 'exportSnapshots')
  // Not with the engine: tests load that, and export nothing.
  const { WRITERS } = await import('./writers.js')
  checkWord('to', options.to, Object.keys(WRITERS), 'exportSnapshots')
  checkOptionType(options, 'overwrite', 'boolean', 'exportSnapshots')
  checkTransferOptions(options, 'exportSnapshots')
  const { query, overwrite = false, signal } = options
  return WRITERS[options.to](path, overwrite, (put) => putAll(store, query, put, signal))
}

async function putAll(
  store: SnapshotStore,
  query: SnapshotQuery | undefined,
  put: Put,
  signal: AbortSignal | undefined,
): Promise<TransferReport> {
  const report = emptyReport()
  signal?.throwIfAborted()
  // Else nothing could abort before the last row.
  const turn = takeTurns()
  for await (const row of storedRows(store, query)) {
    await turn()
    signal?.throwIfAborted()
    report.read++
    if ('problem' in row) {
      report.problems.push(row.problem)
      continue
    }
    try {
      addWarnings(report, put(row.snapshot))
      report.written++
    } catch (error) {
      report.problems.push(rowProblem(row.snapshot.id, error))
    }
  }
  return report
}
