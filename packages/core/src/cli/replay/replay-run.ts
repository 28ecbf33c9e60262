import type { BaselinePlace } from '../../config/baseline-place.js'
import type { ReplayPolicy } from '../../policy/index.js'
import type { ReplayEngine } from '../../replay/replay-engine.js'
import type { ComparingMode, TrialRule } from '../../replay/types.js'
import type { SnapshotStore } from '../../store/store.js'
import type { Terminal } from '../terminal.js'

/** Everything that one run of `retrial replay` is made with. */
export interface ReplayRun {
  readonly terminal: Terminal
  readonly place: BaselinePlace
  readonly store: SnapshotStore
  readonly engine: ReplayEngine
  /** In their order. */
  readonly ids: readonly string[]
  readonly policy: ReplayPolicy | undefined
  readonly mode: ComparingMode
  readonly trials: number
  readonly pass: TrialRule | undefined
  readonly timeoutMs: number | undefined
  readonly concurrency: number
  readonly resume: boolean
  /** Names all that a result depends on beside its recording. */
  readonly key: string
  /** Whether what changed is kept as pending. */
  readonly keepsPending: boolean
}
