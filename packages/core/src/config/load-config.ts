import { statSync } from '../kept-fs.js'
import { isReplayError, UsageError } from '../errors.js'
import { checkConfig } from './check-config.js'
import { findConfigFile } from './find-config-file.js'
import { readConfigFile } from './read-config-file.js'
import type { RetrialConfig } from './retrial-config.js'

/** A config and the file it comes from. */
export interface LoadedConfig {
  readonly file: string
  readonly config: RetrialConfig
}

/**
 * Finds, runs and checks the config file of a project, anew each time.
 *
 * @returns undefined where there is none.
 * @throws UsageError `INVALID_CONFIG` or `INVALID_OPTION`, naming the file.
 */
export function loadConfig(root: string): LoadedConfig | undefined {
  const file = findConfigFile(root)
  return file === undefined ? undefined : { file, config: loadConfigFile(file) }
}

/** @throws UsageError `INVALID_CONFIG` or `INVALID_OPTION`, naming the file. */
export function loadConfigFile(file: string): RetrialConfig {
  const exported = readConfigFile(file)
  try {
    return checkConfig(exported, 'the config')
  } catch (error) {
    if (!isReplayError(error)) throw error
    throw new UsageError(error.code, `${file}: ${error.message}`)
  }
}

const loaded = new Map<string, RetrialConfig>()

/** The same, run once in a process for as long as the file is as it was. */
export function loadConfigOnce(file: string): RetrialConfig {
  const key = `${statSync(file).mtimeMs} ${file}`
  const known = loaded.get(key)
  if (known !== undefined) return known
  const config = loadConfigFile(file)
  loaded.set(key, config)
  return config
}
