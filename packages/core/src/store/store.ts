import type { DecisionSnapshot } from '../snapshot/types.js'

/** Which snapshots of a store are meant. Every given condition must hold. */
export interface SnapshotQuery {
  readonly functionName?: string
  readonly moduleName?: string
  /** `modelParameters.modelName` */
  readonly modelName?: string
  /** Recorded at or after this time, ISO 8601. */
  readonly startTime?: string
  /** Recorded before this time, ISO 8601. */
  readonly endTime?: string
  /** Answers this question, as `fingerprint(snapshot)` names it. */
  readonly fingerprint?: string
  /** Each of these tags with exactly this value. */
  readonly tags?: Readonly<Record<string, string>>
  /** At most this many, after `offset`. */
  readonly limit?: number
  readonly offset?: number
}

export interface SaveOptions {
  /** Take the place of a snapshot of the same id instead of failing with `DUPLICATE_ID`. Default false. */
  readonly replace?: boolean
}

/** One thing that {@link SnapshotStore.verify} found wrong. */
export interface StoreProblem {
  readonly id: string
  readonly code: string
  readonly message: string
}

/** What can be done in one step that happens wholly or not at all. */
export interface StoreTransaction {
  save(snapshot: DecisionSnapshot, options?: SaveOptions): Promise<void>
  load(id: string): Promise<DecisionSnapshot>
  has(id: string): Promise<boolean>
  /** True when there was such a snapshot. */
  delete(id: string): Promise<boolean>
}

/** Where snapshots live. */
export interface SnapshotStore extends StoreTransaction {
  /** The URL it was opened with. */
  readonly url: string
  /**
   * The same as `load`, without waiting.
   *
   * @throws UsageError `SNAPSHOT_NOT_FOUND`, or `INVALID_OPTION` for a store that cannot be read so; StoreError.
   */
  loadSync(id: string): DecisionSnapshot
  /** Saves all of them, or none. */
  saveMany(snapshots: Iterable<DecisionSnapshot>, options?: SaveOptions): Promise<void>
  /**
   * In the order of their ids (by UTF-16 code unit), reading a page at a time. What is saved meanwhile may be among them
   * or not; what is saved behind the last of them is not.
   */
  query(query?: SnapshotQuery): AsyncIterable<DecisionSnapshot>
  /** Runs `work`; what it saved and deleted through its argument is kept if it resolves, dropped if it rejects. */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>
  /** Reads every snapshot and checks its shape and content hash. */
  verify(): Promise<{ checked: number; problems: StoreProblem[] }>
  /** Whether the store can be read and written right now. */
  health(): Promise<{ ok: boolean; writable: boolean; message?: string }>
  /** Gives up files and connections. Later calls reject with `STORE_CLOSED`; closing twice is fine. */
  close(): Promise<void>
}
