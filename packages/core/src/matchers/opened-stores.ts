import type { SnapshotStore } from '../store/store.js'
import { closeWorkingDatabases } from '../working/close-working-databases.js'

const SLOT = Symbol.for('@retrial/core.opened-stores')
const host = globalThis as { [SLOT]?: Map<string, Promise<SnapshotStore>> | undefined }

/**
 * Baseline stores that assertions of this process have opened, by what they were opened with. On the global object: a
 * setup file closes them, and has no module in common with what opens them.
 */
export const openedStores = (host[SLOT] ??= new Map<string, Promise<SnapshotStore>>())

/**
 * Closes the baseline stores and the working database, after the last test of a file. The next assertion opens them anew. A database that is
 * left open when a worker is ended keeps its newest recordings in a log beside it, where a commit would miss them.
 */
export async function closeBaselines(): Promise<void> {
  const stores = [...openedStores.values()]
  openedStores.clear()
  closeWorkingDatabases()
  // One that could not be opened has failed its assertion already.
  await Promise.all(
    stores.map((store) =>
      store.then(
        (opened) => opened.close(),
        () => undefined,
      ),
    ),
  )
}
