import { configText, loadConfig, type RunMode } from '@retrial/core/config'
import type { HandedRun } from '@retrial/core/matchers'
import { HANDED_RUN } from './handed-run.js'

/**
 * Loads the configs of these projects once, for all workers. Called before they start.
 *
 * @returns what the first of them that says so says of the mode of runs.
 */
export function handRun(base: string, roots: readonly string[], watch: boolean): RunMode | undefined {
  const configs: Record<string, string> = {}
  const files: Record<string, string | null> = {}
  let runMode: RunMode | undefined
  for (const root of roots) {
    const loaded = loadConfig(root)
    runMode ??= loaded?.config.runMode
    files[root] = loaded?.file ?? null
    const text = loaded && configText(loaded.config)
    // More than data: the workers load it themselves.
    if (loaded !== undefined && text !== undefined) configs[loaded.file] = text
  }
  // While files are watched, a config may come and go.
  const handed: HandedRun = { base, watch, configs, ...(watch ? {} : { files }) }
  process.env[HANDED_RUN] = JSON.stringify(handed)
  return runMode
}
