import { UsageError } from '../errors.js'
import { checkKnownOptions } from '../known-options.js'
import type { SnapshotQuery, SnapshotStore } from '../store/store.js'
import { storedRows } from './stored-rows.js'
import { checkTransferOptions } from './transfer/check-options.js'
import { transferRows, type TransferOptions } from './transfer/transfer-rows.js'
import type { TransferReport } from './transfer/transfer-report.js'

export interface CopyOptions extends TransferOptions {
  /** Which snapshots are meant. Default all. */
  readonly query?: SnapshotQuery
}

/**
 * Copies snapshots from one store to another. One that cannot be read or written is reported and does not keep the
 * others.
 *
 * @throws UsageError `INVALID_OPTION`; StoreError where a store cannot be read or written at all.
 */
export async function copySnapshots(
  from: SnapshotStore,
  to: SnapshotStore,
  options: CopyOptions = {},
): Promise<TransferReport> {
  checkKnownOptions(options, ['query', 'onDuplicate', 'signal'], 'copySnapshots')
  checkTransferOptions(options, 'copySnapshots')
  if (from === to) throw new UsageError('INVALID_OPTION', 'copySnapshots was given the same store twice.')
  return transferRows(storedRows(from, options.query), to, options)
}
