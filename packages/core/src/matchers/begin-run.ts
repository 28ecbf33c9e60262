import { baselinePlace } from '../config/baseline-place.js'
import type * as Config from '../config/index.js'
import { parseConfigText } from '../config/config-text.js'
import { findConfigFile } from '../config/find-config-file.js'
import type { RetrialConfig } from '../config/retrial-config.js'
import { presetLimits } from '../limits.js'
import { setProcessSettings } from '../process-settings.js'
import { setRunSettings } from './run-settings.js'

/** What the process of the runner hands to those that tests run in. Texts only. */
export interface HandedRun {
  /** The root of the project. Default: the working directory. */
  readonly root?: string | undefined
  /** The root of the whole run, where it has several projects. Default `root`. */
  readonly base?: string | undefined
  /** Texts of configs that are known already, by their files. Another one is loaded from its file. */
  readonly configs?: Readonly<Record<string, string>> | undefined
  /** The config files of projects, by their roots: those that were looked for already, null where there is none. */
  readonly files?: Readonly<Record<string, string | null>> | undefined
  /** Whether runs follow one another as files change. Default false. */
  readonly watch?: boolean | undefined
  /** Options of a plugin as the text of a config: they go before the config file. */
  readonly options?: string | undefined
}

/**
 * Makes the config hold in this process; what a setup file does first. Without waiting, as the setup files of jest
 * cannot wait, and before any test can record something that the config wants redacted.
 *
 * @throws UsageError `INVALID_CONFIG` or `INVALID_OPTION`, naming the file.
 */
export function beginRun(run: HandedRun): void {
  const { root = process.cwd(), base = root, configs = {}, files = {}, options, watch = false } = run
  const known = files[root]
  const file = known === undefined ? findConfigFile(root) : (known ?? undefined)
  const text = file === undefined ? '{}' : configs[file]
  const ofFile = text === undefined ? loadedOutside(file ?? '') : parseConfigText(text)
  const ofPlugin = options === undefined ? {} : parseConfigText(options)
  const { store: _store, gate: _gate, mode, runMode, ...settings } = { ...ofFile, ...ofPlugin }
  const place = baselinePlace(root, ofPlugin, file === undefined ? undefined : { file, config: ofFile })
  setRunSettings({ root, base, ...place, mode, runMode, watch })
  setProcessSettings(settings)
  presetLimits(settings.limits)
}

/** Outside of the sandbox that jest runs tests in: once for a process, and with Node's own module loader. */
function loadedOutside(file: string): RetrialConfig {
  const require = process.getBuiltinModule('node:module').createRequire(import.meta.url)
  const { loadConfigOnce } = require('@retrial/core/config') as typeof Config
  return loadConfigOnce(file)
}
