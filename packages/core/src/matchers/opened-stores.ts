import type { SnapshotStore } from '../store/store.js'
import { closeWorkingDatabases } from '../working/close-working-databases.js'

/** Baseline stores that assertions of this process have opened, by what they were opened with. */
export const openedStores = new Map<string, Promise<SnapshotStore>>()

let ended = 0

/** How many test files have ended in this process. What one of them found on disk may not be so for the next. */
export function filesEnded(): number {
  return ended
}

/**
 * Closes the baseline stores and the working database, after the last test of a file. The next assertion opens them anew. A database that is
 * left open when a worker is ended keeps its newest recordings in a log beside it, where a commit would miss them.
 */
export async function closeBaselines(): Promise<void> {
  ended++
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
