import { baselinePlace } from '../config/baseline-place.js'
import { projectRoot } from '../project-root.js'
import type { ComparingMode } from '../replay/types.js'
import type { RunMode } from '../run-mode.js'

/** Where the tests of this run find their baselines, and what they do with them. */
export interface RunSettings {
  /** URL of the baseline store. */
  readonly store: string
  /** Folder that a relative store URL starts from. */
  readonly storeRoot: string
  /** The root of the project, under which Retrial keeps what it works with. */
  readonly root: string
  /** The folder that names of stores and files in reports start from: the same for all projects of a run. */
  readonly base: string
  /** How outcomes are compared where an assertion does not say. Default `tolerant`. */
  readonly mode: ComparingMode | undefined
  /** What the config says of runs. Default `auto`. */
  readonly runMode: RunMode | undefined
  /** Whether runs follow one another as files change. */
  readonly watch: boolean
}

const SLOT = Symbol.for('@retrial/core.run-settings')
type Host = typeof globalThis & { [SLOT]?: Partial<RunSettings> }

/** Set by the adapters' setup files. On the global object, as a test file may load several copies of the package. */
export function setRunSettings(settings: Partial<RunSettings>): void {
  const host: Host = globalThis
  host[SLOT] = settings
}

/** Defaults: `RETRIAL_STORE`, else `dir:decisions`; the working directory. */
export function runSettings(): RunSettings {
  const host: Host = globalThis
  const set = host[SLOT] ?? {}
  // Asked several times for each assertion: what is known is not looked for.
  if (isWhole(set)) return set
  const root = projectRoot()
  const place = baselinePlace(root, {})
  const { store = place.store, storeRoot = place.storeRoot, base = root, mode, runMode, watch = false } = set
  return { store, storeRoot, root, base, mode, runMode, watch }
}

function isWhole(settings: Partial<RunSettings>): settings is RunSettings {
  const { store, storeRoot, root, base, watch } = settings
  return (
    store !== undefined &&
    storeRoot !== undefined &&
    root !== undefined &&
    base !== undefined &&
    watch !== undefined
  )
}
