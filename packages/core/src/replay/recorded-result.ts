import type { ReplayPolicy } from '../policy/index.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { compareSnapshots } from './compare.js'
import type { ComparingMode, ReplayResult } from './types.js'

/** The result of a call that was just recorded: it differs from nothing, but rules must find what they judge. */
export async function recordedResult(
  snapshot: DecisionSnapshot,
  mode?: ComparingMode,
  policy?: ReplayPolicy,
): Promise<ReplayResult> {
  const executionTimeMs = snapshot.executionTimeMs ?? 0
  return { ...(await compareSnapshots(snapshot, snapshot, mode, policy)), executionTimeMs }
}
