/** One text of briefcase, ready to be written. */
export interface ForeignText {
  readonly id: string
  /** JSON. */
  readonly text: string
}

/** A snapshot, which holds decisions. */
export interface SnapshotRecord extends ForeignText {
  readonly type: string
  /** When it was made, ISO 8601. */
  readonly timestamp: string
  readonly createdBy: string | null
  readonly checksum: string | null
}

/** Where a briefcase export goes: a database or a folder. Failures are ReplayErrors. */
export interface Sink {
  /** A snapshot that holds one decision and nothing else; `decision` is its text alone. */
  single(snapshot: SnapshotRecord, decision: string): void
  group(snapshot: SnapshotRecord): void
}
