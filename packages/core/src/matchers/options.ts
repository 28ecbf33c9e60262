import type { EffectsMode, ComparingMode } from '../replay/types.js'

export interface ReplayMatchingOptions {
  /** How outcomes are compared where no rule says otherwise. Default `tolerant`. */
  readonly mode?: ComparingMode
  /** `live` asks the world instead of the recording. Default `recorded`. */
  readonly effects?: EffectsMode
  /** Milliseconds a replay may take. Default: that of the decision, else 30,000. */
  readonly timeoutMs?: number
}

export interface NoDiffOptions extends ReplayMatchingOptions {
  /** Labels stored with a new recording. */
  readonly tags?: Readonly<Record<string, string>>
}
