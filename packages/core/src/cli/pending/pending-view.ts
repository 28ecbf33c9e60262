import { diffSnapshots, type FieldChange } from '../../diff/index.js'
import { isReplayError } from '../../errors.js'
import type { PendingChange } from '../../pending/pending-change.js'
import { openStore } from '../../store/open-store.js'

/** A pending change beside its baseline as that is now. */
export interface PendingView {
  readonly change: PendingChange
  /** Why it cannot be accepted any more; absent where it can. */
  readonly stale?: string
  /** What differs from the baseline: of inputs and outcome, or, where that is nothing, of all the rest. */
  readonly changes: readonly FieldChange[]
  readonly omitted: number
}

/** Reads the baseline of a pending change, and compares. */
export async function pendingView(change: PendingChange): Promise<PendingView> {
  const { id, store: url, storeRoot, baseline, snapshot } = change
  try {
    const store = await openStore(url, { cwd: storeRoot, readOnly: true })
    try {
      const recorded = await store.load(id)
      const diff = diffSnapshots(recorded, snapshot)
      const outcome = diff.changes.filter(({ fieldPath }) => /^(?:outputs?|error|inputs)\b/.test(fieldPath))
      return {
        change,
        ...(recorded.contentHash === baseline
          ? {}
          : { stale: 'its baseline changed since: run its test again' }),
        changes: outcome.length > 0 ? outcome : diff.changes,
        omitted: diff.omittedChanges,
      }
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!isReplayError(error)) throw error
    const why =
      error.code === 'SNAPSHOT_NOT_FOUND' ? 'its baseline is gone' : `${error.code}: ${error.message}`
    return { change, stale: why, changes: [], omitted: 0 }
  }
}
