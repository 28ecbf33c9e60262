import { checkKnownOptions } from '../known-options.js'
import type { SnapshotStore } from '../store/store.js'
import type { READERS } from './readers.js'
import { checkPath, checkTransferOptions, checkWord } from './transfer/check-options.js'
import { transferRows, type TransferOptions } from './transfer/transfer-rows.js'
import type { TransferReport } from './transfer/transfer-report.js'

/** What can be imported. */
export type ImportFormat = keyof typeof READERS

export interface ImportOptions extends TransferOptions {
  /**
   * `jsonl`: a file of JSON lines, snapshots of our own format or plain records of decisions. `briefcase`: a database
   * of briefcase, or a folder with its `snapshots` and `decisions`. `opentelemetry`: spans of generative AI in OTLP JSON, a
   * file or a folder of files (see `readOpenTelemetry`).
   */
  readonly from: ImportFormat
}

/**
 * Reads a foreign source into a store. A row that cannot be carried over is reported and does not keep the others.
 * Importing the same source again makes no row twice: their ids are taken from it, always alike.
 *
 * @throws UsageError `INVALID_OPTION`; `INVALID_IMPORT` where the source is not of this format or cannot be read to
 * its end (what was read before it broke off is saved); StoreError where the target cannot be written.
 */
export async function importSnapshots(
  path: string,
  store: SnapshotStore,
  options: ImportOptions,
): Promise<TransferReport> {
  checkPath(path, 'importSnapshots')
  checkKnownOptions(options, ['from', 'onDuplicate', 'signal'], 'importSnapshots')
  // Not with the engine: tests load that, and import nothing.
  const { READERS } = await import('./readers.js')
  checkWord('from', options.from, Object.keys(READERS), 'importSnapshots')
  checkTransferOptions(options, 'importSnapshots')
  return transferRows(READERS[options.from](path), store, options)
}
