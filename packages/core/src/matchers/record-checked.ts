import { recordBaseline, type BaselineOptions } from '../recording/record-baseline.js'
import type { ReplayResult } from '../replay/types.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import type { CheckedResult } from './finish.js'

export interface RecordOptions extends BaselineOptions {
  /** What the recording comes to by itself. */
  readonly resultOf: (snapshot: DecisionSnapshot) => Promise<ReplayResult>
  /** Saves only what comes to a match. */
  readonly mustHold: boolean
}

/**
 * Calls a thunk for real, judges what it came to, and saves it as a baseline.
 *
 * @throws RecordingError `RECORDING_FAILED`; StoreError `DUPLICATE_ID`; see `recordBaseline`.
 */
export async function recordChecked(
  thunk: () => unknown,
  store: Pick<SnapshotStore, 'save'>,
  id: string,
  { resultOf, mustHold, ...options }: RecordOptions,
): Promise<CheckedResult> {
  let refused: ReplayResult | undefined
  const saving: Pick<SnapshotStore, 'save'> = {
    save: async (snapshot, how) => {
      const result = mustHold ? await resultOf(snapshot) : undefined
      if (result === undefined || result.verdict === 'match') await store.save(snapshot, how)
      else refused = result
    },
  }
  const recorded = await recordBaseline(thunk, saving, id, options)
  if (refused !== undefined) return { result: refused, kind: 'replayed' }
  return { result: await resultOf(recorded), kind: options.replace ? 'updated' : 'recorded' }
}
