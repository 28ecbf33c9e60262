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

const READS = new WeakMap<SnapshotStore, Read>()

/** Says how the snapshots of a store are read with their texts. */
export function setReading(store: SnapshotStore, read: Read): SnapshotStore {
  READS.set(store, read)
  return store
}

/** What a query of a store gives, with the texts. Undefined for a store that is not one of ours. */
export function readWithTexts(
  store: SnapshotStore,
  query: SnapshotQuery,
): AsyncIterable<ReadSnapshot> | undefined {
  return READS.get(store)?.(query)
}
