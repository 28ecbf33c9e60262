import type { DecisionDefinition } from '../decision/definition.js'
import type { ScorerChoice } from '../similarity/scorer-choice.js'
import type { SnapshotStore } from '../store/store.js'
import type { StopOptions } from './stopper.js'
import type { ReplayMode } from './types.js'

/** What an engine was made with, and what it says where a replay says nothing. */
export interface EngineSettings {
  readonly store: SnapshotStore
  readonly mode: ReplayMode
  readonly timeoutMs: number
  readonly scorer: ScorerChoice | undefined
}

interface StopSettings {
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** When a run that nothing is prepared for is no longer waited for. */
export function stopOf(
  engine: EngineSettings,
  definition: DecisionDefinition | undefined,
  { timeoutMs, signal }: StopSettings,
): StopOptions {
  return { timeoutMs: timeoutMs ?? definition?.options.timeoutMs ?? engine.timeoutMs, signal }
}
