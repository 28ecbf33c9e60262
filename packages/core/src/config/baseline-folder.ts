import { parseStoreUrl } from '../store/store-url.js'
import type { BaselinePlace } from './baseline-place.js'

/** The folder of the baselines, or undefined where they are not in one. */
export function baselineFolder({ store, storeRoot }: BaselinePlace): string | undefined {
  const location = parseStoreUrl(store, storeRoot)
  return location.kind === 'dir' ? location.path : undefined
}

/** Where baselines are on disk: the folder of a `dir:` store, the file of a `sqlite:` one. */
export function baselinePath({ store, storeRoot }: BaselinePlace): string | undefined {
  const location = parseStoreUrl(store, storeRoot)
  return location.kind === 'memory' ? undefined : location.path
}
