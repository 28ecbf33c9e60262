import type { DecisionSnapshot } from '../snapshot/types.js'
import { compareSnapshots } from './compare.js'
import type { ReplayResult } from './types.js'

/** The result of a call that was just recorded: there is nothing yet that it could differ from. */
export function recordedResult(snapshot: DecisionSnapshot): ReplayResult {
  return { ...compareSnapshots(snapshot, snapshot), executionTimeMs: snapshot.executionTimeMs ?? 0 }
}
