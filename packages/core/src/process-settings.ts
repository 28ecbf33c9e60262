import type { Settings } from './configure.js'

const SLOT = Symbol.for('@retrial/core.process-settings')
const host = globalThis as { [SLOT]?: Settings | undefined }
const NONE: Settings = {}

/** What the config file says of this process. What `configure()` sets goes before it, group by group. */
export function processSettings(): Settings {
  return host[SLOT] ?? NONE
}

/** Kept as it is and read by those it concerns when they need it: a setup file must not load them all. */
export function setProcessSettings(settings: Settings): void {
  host[SLOT] = settings
}
