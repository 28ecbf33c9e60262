import type { SnapshotStore } from '../store/store.js'
import { closeWorkingDatabases } from '../working/close-working-databases.js'

interface Opened {
  readonly stores: Map<string, Promise<SnapshotStore>>
  filesEnded: number
}

const SLOT = Symbol.for('@retrial/core.opened-stores')
const host = globalThis as { [SLOT]?: Opened | undefined }
/** On the global object: a setup file closes the stores, and has no module in common with what opens them. */
const opened: Opened = (host[SLOT] ??= { stores: new Map(), filesEnded: 0 })

/** Baseline stores that assertions of this process have opened, by what they were opened with. */
export const openedStores = opened.stores

/** How many test files have ended in this process. What one of them found on disk may not be so for the next. */
export function filesEnded(): number {
  return opened.filesEnded
}

/**
 * Closes the baseline stores and the working database, after the last test of a file. The next assertion opens them
 * anew. A database that is left open when a worker is ended keeps its newest recordings in a log beside it, where a
 * commit would miss them.
 */
export async function closeBaselines(): Promise<void> {
  opened.filesEnded++
  const stores = [...openedStores.values()]
  openedStores.clear()
  closeWorkingDatabases()
  // One that could not be opened has failed its assertion already.
  await Promise.all(
    stores.map((store) =>
      store.then(
        (each) => each.close(),
        () => undefined,
      ),
    ),
  )
}
