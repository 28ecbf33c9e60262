import type { BaselinePlace } from '../../config/baseline-place.js'
import { pendingName, removePending, writePending } from '../../pending/pending-file.js'
import type { ReplayResult } from '../../replay/types.js'
import type { Verdict } from '../../replay/verdict.js'

const ACCEPTABLE: readonly Verdict[] = ['mismatch', 'violation', 'unused']

/** Keeps what changed for someone to accept or reject, and forgets what does not differ any more, as a test does. */
export function keepChanged(root: string, place: BaselinePlace, result: ReplayResult, policy?: string): void {
  const { snapshotId: id, verdict, outputsMatch, originalSnapshot, replayedSnapshot } = result
  if (ACCEPTABLE.includes(verdict) && originalSnapshot !== undefined && replayedSnapshot !== undefined) {
    writePending(root, {
      ...{ id, ...place, verdict, baseline: originalSnapshot.contentHash },
      ...(policy === undefined ? {} : { policy }),
      foundAt: new Date().toISOString(),
      snapshot: replayedSnapshot,
    })
  } else if (verdict === 'match' && outputsMatch === true) {
    removePending(root, pendingName({ id, ...place }))
  }
}
