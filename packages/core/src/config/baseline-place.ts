import { dirname } from 'node:path'
import type { RetrialConfig } from './retrial-config.js'

/** Where the baselines of a project are: the URL of their store, and what its relative path starts from. */
export interface BaselinePlace {
  readonly store: string
  readonly storeRoot: string
}

/**
 * The place of the baselines: `RETRIAL_STORE`, else as the options of a plugin say, else the config file, else
 * `dir:decisions` in the root of the project.
 */
export function baselinePlace(
  root: string,
  ofPlugin: RetrialConfig,
  file?: { readonly file: string; readonly config: RetrialConfig },
): BaselinePlace {
  // A variable that is set to nothing, as CI files do, names no store.
  const named = process.env['RETRIAL_STORE'] ?? ''
  if (named !== '') return { store: named, storeRoot: root }
  if (ofPlugin.store !== undefined) return { store: ofPlugin.store, storeRoot: root }
  if (file?.config.store !== undefined) return { store: file.config.store, storeRoot: dirname(file.file) }
  return { store: 'dir:decisions', storeRoot: root }
}
