import { baselinePlace, type BaselinePlace } from '../config/baseline-place.js'
import { loadConfig, type LoadedConfig } from '../config/load-config.js'
import { presetLimits } from '../limits.js'
import { setProcessSettings } from '../process-settings.js'

/** The project that a command is for. */
export interface Project {
  /** Its config file, where it has one. */
  readonly config: LoadedConfig | undefined
  /** Where its baselines are. */
  readonly baselines: BaselinePlace
}

/**
 * The project in a folder. Its config holds in this process from now on: limits, redaction and what else tests would
 * have of it.
 *
 * @throws UsageError `INVALID_CONFIG` or `INVALID_OPTION`, naming the file.
 */
export function loadProject(root: string): Project {
  const config = loadConfig(root)
  const { store: _store, mode: _mode, runMode: _runMode, gate: _gate, ...settings } = config?.config ?? {}
  setProcessSettings(settings)
  presetLimits(settings.limits)
  return { config, baselines: baselinePlace(root, {}, config) }
}
