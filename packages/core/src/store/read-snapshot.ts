import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotQuery, SnapshotStore } from './store.js'

/** A snapshot that nobody else has, and the text it was read from. */
export class ReadSnapshot {
  constructor(
    readonly snapshot: DecisionSnapshot,
    readonly text: string,
    /** Whether the text is all there is to it: it holds nothing that JSON lacks. */
    readonly isPlain: boolean,
  ) {}
}

type Read = (query: SnapshotQuery) => AsyncIterable<ReadSnapshot>

/** How a store was made to read. What someone has put in the place of its methods since is asked instead. */
interface Own {
  readonly read: Read
  readonly methods: Methods
}

interface Methods {
  readonly load: unknown
  readonly query: unknown
}

const OWN = new WeakMap<SnapshotStore, Own>()

/** Says how the snapshots of a store are read with their texts. */
export function setReading(store: SnapshotStore, read: Read): SnapshotStore {
  OWN.set(store, { read, methods: { ...store } })
  return store
}

/** What a query of a store gives, with the texts. Undefined for a store that is not one of ours, as it was made. */
export function readWithTexts(
  store: SnapshotStore,
  query: SnapshotQuery,
): AsyncIterable<ReadSnapshot> | undefined {
  return isAsMade(store, 'query') ? OWN.get(store)?.read(query) : undefined
}

/** Whether `load` of this store is ours, so that `loadSync` does the same. */
export function loadsAsMade(store: SnapshotStore): boolean {
  return isAsMade(store, 'load')
}

function isAsMade(store: SnapshotStore, method: 'load' | 'query'): boolean {
  return OWN.get(store)?.methods[method] === (store as Methods)[method]
}
