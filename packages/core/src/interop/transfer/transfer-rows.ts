import type { DecisionSnapshot } from '../../snapshot/types.js'
import type { SnapshotStore } from '../../store/store.js'
import type { ImportedRow } from '../imported-row.js'
import { takeTurns } from '../../turns.js'
import { saveBatch, type OnDuplicate } from './save-batch.js'
import { addWarnings, emptyReport, type TransferReport } from './transfer-report.js'
import { weigh } from './weigh.js'

const BATCH_ROWS = 256
const BATCH_CHARACTERS = 16 * 1024 * 1024

export interface TransferOptions {
  /**
   * What to do with a row whose id the target holds: `report` it as a problem (default); `skip` it where the content
   * is the same, else report it; `replace` what is there. Of two rows of one source with one id, `replace` keeps the
   * later.
   */
  readonly onDuplicate?: OnDuplicate
  /** Aborts between two rows. What was written by then stays. */
  readonly signal?: AbortSignal
}

/** Writes rows to a store, a batch at a time. */
export async function transferRows(
  rows: AsyncIterable<ImportedRow>,
  store: SnapshotStore,
  { onDuplicate = 'report', signal }: TransferOptions,
): Promise<TransferReport> {
  const report = emptyReport()
  let batch: DecisionSnapshot[] = []
  let characters = 0
  const flush = async (): Promise<void> => {
    const full = batch
    batch = []
    characters = 0
    await saveBatch(store, full, onDuplicate, report)
  }

  signal?.throwIfAborted()
  // Else nothing could abort before the last row.
  const turn = takeTurns()
  try {
    for await (const row of rows) {
      await turn()
      signal?.throwIfAborted()
      report.read++
      if ('problem' in row) {
        report.problems.push(row.problem)
        continue
      }
      addWarnings(report, row.warnings)
      batch.push(row.snapshot)
      characters += weigh(row.snapshot)
      if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush()
    }
  } finally {
    // Also what was read before a source broke off.
    if (signal?.aborted !== true) await flush()
  }
  return report
}
