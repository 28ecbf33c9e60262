import { projectRoot } from '../project-root.js'

/** Where the tests of this run find their baselines. */
export interface RunSettings {
  /** URL of the baseline store. Default: `RETRIAL_STORE`, else `dir:decisions`. */
  readonly store: string
  /** Folder that a relative store URL starts from. Default: the working directory. */
  readonly root: string
}

const SLOT = Symbol.for('@retrial/core.run-settings')
type Host = typeof globalThis & { [SLOT]?: Partial<RunSettings> }

/** Set by the adapters' setup files. On the global object, as a test file may load several copies of the package. */
export function setRunSettings(settings: Partial<RunSettings>): void {
  const host: Host = globalThis
  host[SLOT] = settings
}

export function runSettings(): RunSettings {
  const host: Host = globalThis
  return {
    store: host[SLOT]?.store ?? named(process.env['RETRIAL_STORE']),
    root: projectRoot(),
  }
}

/** A variable that is set to nothing, as CI files do, names no store. */
function named(store = ''): string {
  return store === '' ? 'dir:decisions' : store
}
