import { reportedBaseline } from '../../reporting/reported-baseline.js'
import { printable } from '../../reporting/printable.js'
import { contentHash } from '../../snapshot/content-hash.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { openStore } from '../../store/open-store.js'
import type { KnownBaseline } from '../evidence.js'

/** The recordings of a store that is open. */
export interface ReadStore {
  readonly baselines: readonly KnownBaseline[]
  readonly snapshot: (id: string) => DecisionSnapshot | undefined
  readonly close: () => Promise<void>
}

/**
 * Reads every recording of a store; writes nothing.
 *
 * @param name what reports call the store.
 * @throws UsageError `INVALID_OPTION`, StoreError for a store, or a recording, that cannot be read.
 */
export async function readStore(url: string, cwd: string, name: string): Promise<ReadStore> {
  const store = await openStore(url, { cwd, readOnly: true })
  try {
    const baselines: KnownBaseline[] = []
    const ids = new Map<string, string>()
    for await (const snapshot of store.query()) {
      const id = printable(snapshot.id)
      ids.set(id, snapshot.id)
      baselines.push(knownBaseline(snapshot, name))
    }
    return {
      baselines,
      snapshot: (id) => {
        const known = ids.get(id)
        return known === undefined ? undefined : store.loadSync(known)
      },
      close: () => store.close(),
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** What the gate has to know of a recording. */
export function knownBaseline(snapshot: DecisionSnapshot, store: string): KnownBaseline {
  const real = contentHash(snapshot)
  return {
    store,
    id: printable(snapshot.id),
    functionName: printable(snapshot.functionName),
    ...reportedBaseline(snapshot),
    ...(real === snapshot.contentHash ? {} : { editedHash: real }),
  }
}
