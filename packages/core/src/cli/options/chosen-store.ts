import type { BaselinePlace } from '../../config/baseline-place.js'
import { loadProject } from '../project.js'

export const STORE_OPTION = [
  '--store <url>',
  'the store, such as dir:decisions or sqlite:prod.db (default: the baselines of the project)',
] as const

/**
 * The store that was named, else that of the baselines of the project in this folder. The config of the project holds
 * from now on in either case.
 */
export function chosenStore(cwd: string, url: string | undefined): BaselinePlace {
  const { baselines } = loadProject(cwd)
  return url === undefined ? baselines : { store: url, storeRoot: cwd }
}
