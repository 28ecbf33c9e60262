import { configText, loadConfig, type RunMode } from '@retrial/core/config'
import type { HandedRun } from '@retrial/core/matchers'

/** How what the reporter knows reaches the workers; nothing where there is no reporter of ours. */
const VARIABLE = 'RETRIAL_RUN'

/**
 * Loads the configs of these projects once, for all workers. Called before they start.
 *
 * @returns what the first of them that says so says of the mode of runs.
 */
export function handRun(base: string, roots: readonly string[], watch: boolean): RunMode | undefined {
  const configs: Record<string, string> = {}
  let runMode: RunMode | undefined
  for (const root of roots) {
    const loaded = loadConfig(root)
    runMode ??= loaded?.config.runMode
    const text = loaded && configText(loaded.config)
    // More than data: the workers load it themselves.
    if (loaded !== undefined && text !== undefined) configs[loaded.file] = text
  }
  process.env[VARIABLE] = JSON.stringify({ base, watch, configs } satisfies HandedRun)
  return runMode
}

/** What was handed to this worker. */
export function handedRun(): HandedRun {
  const text = process.env[VARIABLE]
  return text === undefined ? {} : (JSON.parse(text) as HandedRun)
}
