import { recordBaseline } from '../recording/record-baseline.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { checkLiveAllowed } from './live-allowed.js'
import { checkWriteAllowed } from './write-allowed.js'

/**
 * Calls a decision for real and puts the new recording in the place of the old one, in one atomic step: whoever reads
 * meanwhile, or after a crash, finds the one or the other, whole.
 *
 * @throws UsageError `LIVE_IN_CI` or `CI_WRITE_REFUSED`; RecordingError `RECORDING_FAILED`, and the old one stays.
 */
export async function rerecord(
  thunk: () => unknown,
  { id, tags }: DecisionSnapshot,
  store: Pick<SnapshotStore, 'save'>,
): Promise<DecisionSnapshot> {
  checkLiveAllowed('rerecord()')
  checkWriteAllowed(`"${id}" was not recorded again`)
  return recordBaseline(thunk, store, id, { tags, replace: true })
}
