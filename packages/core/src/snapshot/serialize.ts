import { decode } from './decode.js'
import { giveDurations } from './effect-durations.js'
import { encode } from './encode.js'
import { mayHoldTag } from './may-hold-tag.js'
import { checkSnapshotShape, unreadSnapshot } from './snapshot-shape.js'
import type { DecisionSnapshot, JsonValue } from './types.js'

/** A snapshot as JSON text on one line. */
export function serializeSnapshot(snapshot: DecisionSnapshot): string {
  return JSON.stringify(encode(snapshot, 'snapshot'))
}

/** A snapshot, and whether it is plain JSON: its text holds nothing that JSON lacks. */
export interface Parsed {
  readonly snapshot: DecisionSnapshot
  readonly isPlain: boolean
}

/**
 * Reads a snapshot and checks its shape.
 *
 * @throws ValueError `INVALID_SNAPSHOT` naming what is wrong: no JSON, another format, or a missing field.
 */
export function parseSnapshot(text: string): DecisionSnapshot {
  return parsed(text).snapshot
}

/** The same, and how it reads. */
export function parsed(text: string): Parsed {
  let snapshot: unknown
  const isPlain = !mayHoldTag(text)
  try {
    const written = JSON.parse(text) as JsonValue
    snapshot = isPlain ? written : decode(written)
  } catch (cause) {
    throw unreadSnapshot(cause)
  }
  checkSnapshotShape(snapshot)
  giveDurations(snapshot)
  return { snapshot, isPlain }
}
