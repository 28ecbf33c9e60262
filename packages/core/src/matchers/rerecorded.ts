import { isReplayError } from '../errors.js'
import type { ReplayPolicy } from '../policy/index.js'
import { failedResult } from '../replay/conclude.js'
import { recordedResult } from '../replay/recorded-result.js'
import type { ReplayEngine } from '../replay/replay-engine.js'
import type { ComparingMode } from '../replay/types.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import type { CheckedResult } from './finish.js'

/**
 * Calls the decisions of these baselines for real, one after another, and records them anew. What is of no store of ours,
 * or cannot be run, is replayed, and says so by its verdict. The new recording is judged like any other.
 */
export async function rerecorded(
  targets: readonly (string | DecisionSnapshot)[],
  engine: ReplayEngine,
  store: SnapshotStore,
  { mode, policy }: { mode?: ComparingMode | undefined; policy?: ReplayPolicy | undefined },
): Promise<CheckedResult[]> {
  const checked: CheckedResult[] = []
  for (const target of targets) {
    const id = typeof target === 'string' ? target : target.id
    try {
      if (!(await store.has(id))) {
        checked.push({ result: await engine.replay(target), kind: 'replayed' })
        continue
      }
      const recorded = await engine.rerecord(id)
      checked.push({ result: await recordedResult(recorded, mode, policy), kind: 'updated' })
    } catch (error) {
      // One that cannot be recorded must not hide what became of the others.
      if (!isReplayError(error)) throw error
      checked.push({ result: failedResult(await engine.replay(target), error), kind: 'replayed' })
    }
  }
  return checked
}
