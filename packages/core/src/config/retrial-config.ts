import type { Settings } from '../configure.js'
import type { ComparingMode } from '../replay/types.js'
import type { LiveSettings } from './live-settings.js'
import type { RunMode } from '../run-mode.js'
import type { GateBudgets } from './gate-budgets.js'

/** What `retrial.config.ts` may say, and with it the options of the vitest plugin. Every entry is optional. */
export interface RetrialConfig extends Settings {
  /**
   * URL of the baseline store. A relative path starts from the folder of the config file; in the options of a plugin,
   * from the root of the project. Default: `dir:decisions` in the root of the project. `RETRIAL_STORE` goes before it.
   */
  readonly store?: string
  /** How outcomes are compared where neither a rule nor the assertion says otherwise. Default `tolerant`. */
  readonly mode?: ComparingMode
  /** What runs do where `RETRIAL_MODE` does not say. Default `auto`. */
  readonly runMode?: RunMode
  /** How much a pull request may change before `retrial gate` stops it. */
  readonly gate?: GateBudgets
  /** Files that define the decisions, for commands: `['./src/triage.ts']`, from the folder of the config file. */
  readonly imports?: readonly string[]
  /** What `retrial replay --live` may spend, how fast it asks, and how often again. */
  readonly live?: LiveSettings
}

/**
 * Gives types to a config file: `export default defineConfig({ store: 'dir:baselines' })`. It returns what it is given;
 * what is wrong with it is said when the file is loaded, with the name of the file.
 */
export function defineConfig(config: RetrialConfig): RetrialConfig {
  return config
}
