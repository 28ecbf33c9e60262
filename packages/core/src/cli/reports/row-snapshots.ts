import { isReplayError } from '../../errors.js'
import { listPending } from '../../pending/list-pending.js'
import type { RowSnapshots } from '../../reporting/html/page-data.js'
import { readSnapshots } from '../../reporting/html/read-snapshots.js'
import type { RunReport } from '../../reporting/report/run-report.js'
import { openStore } from '../../store/open-store.js'
import { storeName } from '../../store/store-name.js'
import type { SnapshotStore } from '../../store/store.js'

/**
 * The recordings that the rows of a report speak of, as far as their stores are here, and what changed ones came to, as
 * far as that is pending.
 *
 * @param root the root of the run, from which the names of stores start.
 */
export async function rowSnapshots(report: RunReport, root: string): Promise<RowSnapshots[]> {
  const stores = new Map<string, SnapshotStore | undefined>()
  const open = async (name: string): Promise<SnapshotStore | undefined> => {
    if (!stores.has(name)) stores.set(name, await opened(name, root))
    return stores.get(name)
  }
  const pending = listPending({ root })
  try {
    return await readSnapshots(
      report.rows,
      open,
      ({ id, store, baseline }) =>
        pending.find(
          (change) =>
            change.id === id &&
            storeName(change.store, change.storeRoot, root) === store &&
            change.baseline === baseline?.hash,
        )?.snapshot,
    )
  } finally {
    for (const store of stores.values()) await store?.close()
  }
}

/** Undefined for one that cannot be opened here: the page shows what the rows say. */
async function opened(name: string, root: string): Promise<SnapshotStore | undefined> {
  try {
    return await openStore(name, { cwd: root, readOnly: true })
  } catch (error) {
    if (isReplayError(error)) return undefined
    throw error
  }
}
