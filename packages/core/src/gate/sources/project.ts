import { isAbsolute, relative, resolve, sep } from 'node:path'
import { existsSync, realpathSync } from '../../kept-fs.js'
import type { BaselinePlace } from '../../config/baseline-place.js'
import { storeName } from '../../store/store-name.js'
import { parseStoreUrl } from '../../store/store-url.js'
import type { RunReport } from '../../reporting/report/run-report.js'
import { gitLine } from './git.js'

/** The checked-out project whose pull request is judged. */
export interface GateProject {
  /** Its root, from which reports name stores. */
  readonly cwd: string
  /** Where it has its baselines. */
  readonly place: BaselinePlace
}

/** What reports call the baselines of the project. */
export function ownStore({ cwd, place }: GateProject): string {
  return storeName(place.store, place.storeRoot, cwd)
}

/**
 * The stores that a report names, and that of the project. A report may come from anywhere: a store outside of the
 * repository is not looked into, unless the project says that it is there.
 */
export function storesOf(project: GateProject, report: RunReport | undefined): string[] {
  const named = (report?.rows ?? []).flatMap(({ store }) => store ?? [])
  return [...new Set([ownStore(project), ...named.sort()])].filter(
    (store) => store !== 'memory:' && (store === ownStore(project) || isInside(project.cwd, store)),
  )
}

/** Whether there is such a store. */
export function isHere({ cwd }: GateProject, store: string): boolean {
  const location = parseStoreUrl(store, cwd)
  return location.kind !== 'memory' && existsSync(location.path)
}

function isInside(cwd: string, store: string): boolean {
  try {
    const location = parseStoreUrl(store, cwd)
    return location.kind === 'memory' || pathFrom(topLevel(cwd) ?? cwd, location.path) !== undefined
  } catch {
    return false
  }
}

/** The root of the repository. */
export function topLevel(cwd: string): string | undefined {
  const folder = gitLine(cwd, ['rev-parse', '--show-toplevel'])
  return folder === undefined ? undefined : resolve(folder)
}

/** Where a path is under a folder, with `/`; undefined where it is not. */
export function pathFrom(folder: string, path: string): string | undefined {
  for (const [from, to] of [
    [folder, path],
    [real(folder), real(path)],
  ] as const) {
    const way = relative(from, to)
    if (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return way.split(sep).join('/')
  }
  return undefined
}

/** The path without links, as far as it exists. */
function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = resolve(path, '..')
    return parent === path ? path : resolve(real(parent), relative(parent, path))
  }
}
