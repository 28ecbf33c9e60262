import { baselinePlace, type BaselinePlace } from '../../config/baseline-place.js'
import { loadConfig } from '../../config/load-config.js'

export const STORE_OPTION = [
  '--store <url>',
  'the store, such as dir:decisions or sqlite:prod.db (default: the baselines of the project)',
] as const

/** The store that was named, else that of the baselines of the project in this folder. */
export function chosenStore(cwd: string, url: string | undefined): BaselinePlace {
  return url === undefined ? baselinePlace(cwd, {}, loadConfig(cwd)) : { store: url, storeRoot: cwd }
}
