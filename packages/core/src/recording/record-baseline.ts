import { RecordingError } from '../errors.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { captureSettled } from './capture.js'
import { describeFailedEffect, failedEffects } from './failed-effects.js'

/**
 * Calls a thunk for real and saves the one decision in it as the baseline `id`, in the place of an older one.
 *
 * @throws RecordingError `RECORDING_FAILED` when the decision threw because the world failed: an error of the network
 * must not become what later runs are compared with. A throw of the code's own is an outcome and is recorded.
 */
export async function recordBaseline(
  thunk: () => unknown,
  store: Pick<SnapshotStore, 'save'>,
  id: string,
  tags: Readonly<Record<string, string>> = {},
): Promise<DecisionSnapshot> {
  const captured = await captureSettled(thunk, { id, tags })
  const { error } = captured.snapshot
  const failed = new Set(failedEffects(captured.snapshot).map(describeFailedEffect))
  if (error !== undefined && failed.size > 0) {
    throw new RecordingError(
      'RECORDING_FAILED',
      `"${id}" was not recorded: the decision threw ${error.name}: ${error.message} after ${[...failed].join(', ')}. Make the service reachable and run again; to record the throw on purpose, use capture().`,
      { cause: captured.error },
    )
  }
  await store.save(captured.snapshot, { replace: true })
  return captured.snapshot
}
