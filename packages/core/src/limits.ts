/** Every cap in one place. A value past a cap is refused or counted, never silently cut. */
export const LIMITS = Object.freeze({
  /** Nesting of a recorded value: half of what the default stack carries, measured with maps in maps. */
  valueDepth: 500,
  /** Bytes of UTF-8 of the text of one snapshot. Checked before a text is read into memory. */
  snapshotBytes: 64 * 1024 * 1024,
  /** Changes listed by one diff; the rest is counted in `omittedChanges`. */
  diffChanges: 1_000,
  /** Pairs compared when two lists are aligned; above it they are compared index by index. */
  alignmentPairs: 1_000_000,
  /** Characters of one value in a message. */
  shownValue: 160,
  /** Failing decisions written out in one message. */
  shownResults: 10,
  /** Ids written out where several decisions failed for the same reason. */
  shownIds: 6,
  /** Changed paths written out for one decision. */
  shownChanges: 10,
  /** Milliseconds a replay may take. */
  timeoutMs: 30_000,
  /** Milliseconds a replay goes on after its first miss, so that parallel misses are seen together. */
  missGraceMs: 250,
  /** Milliseconds a recording waits for responses that nobody has read to the end. */
  settleMs: 1_000,
})
