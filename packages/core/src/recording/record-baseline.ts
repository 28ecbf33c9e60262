import { AROUND_THE_TAPE } from '../around-the-tape.js'
import { RecordingError } from '../errors.js'
import { redactedError } from '../snapshot/recorded-error.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { captureSettled } from './capture.js'
import { redactorByName } from './redactor-by-name.js'
import { worldFailure } from './world-failure.js'

export interface BaselineOptions {
  readonly tags?: Readonly<Record<string, string>>
  /** Take the place of an older baseline; else `DUPLICATE_ID` where there is one. */
  readonly replace: boolean
}

/**
 * Calls a thunk for real and saves the one decision in it as the baseline `id`.
 *
 * @throws RecordingError `RECORDING_FAILED` when the decision threw because the world failed (an error of the network
 * must not become what later runs are compared with; a throw of the code's own is an outcome and is recorded), or
 * when it reached the network in a way that cannot be recorded.
 */
export async function recordBaseline(
  thunk: () => unknown,
  store: Pick<SnapshotStore, 'save'>,
  id: string,
  { tags = {}, replace }: BaselineOptions,
): Promise<DecisionSnapshot> {
  const { snapshot, escapes, error } = await captureSettled(thunk, { id, tags })
  const failure = worldFailure(snapshot)
  if (failure !== undefined) {
    throw new RecordingError(
      'RECORDING_FAILED',
      `"${id}" was not recorded: ${failure}. Make the service reachable and run again; to record the throw on purpose, use capture().`,
      { cause: redactedError(error, redactorByName(snapshot.functionName)) },
    )
  }
  if (escapes.length > 0) {
    throw new RecordingError(
      'RECORDING_FAILED',
      `"${id}" was not recorded: the decision reached the network around the tape (${escapes.join(', ')}). To record it, ${AROUND_THE_TAPE}.`,
    )
  }
  await store.save(snapshot, { replace })
  return snapshot
}
