import { dirname, sep } from 'node:path'
import { lstatSync, realpathSync } from '../../kept-fs.js'
import { StoreError, UsageError } from '../../errors.js'
import { ifPresent } from '../failure.js'

export const EXTENSION = '.json'

/**
 * What is at the path of an id: nothing, its file, the file of an id that differs only in letter case (on file
 * systems that ignore case), or something that is not the store's own, such as a link or a folder.
 */
export type Occupant = 'nothing' | 'file' | 'other-case' | 'foreign'

export interface Place {
  readonly path: string
  readonly occupant: Occupant
  readonly bytes: number
}

/** The folder of a store with links resolved; undefined while it does not exist. */
export function realRoot(root: string): string | undefined {
  return ifPresent(() => realpathSync.native(root))
}

/**
 * Looks at the path of an id without following links. `root` is a real path.
 *
 * @param folder what may lead to `root` by links. A file that is found through it is a file of `root`.
 */
export function lookUp(root: string, id: string, folder = root): Place {
  const path = fileIn(root, id)
  const stat = ifPresent(() => lstatSync(path))
  const found = (occupant: Occupant): Place => ({ path, occupant, bytes: stat?.size ?? 0 })
  if (stat === undefined) return found('nothing')
  if (!stat.isFile()) return found('foreign')
  const real = ifPresent(() => realpathSync.native(folder === root ? path : fileIn(folder, id)))
  // Deleted by another process a moment ago.
  return found(real === undefined ? 'nothing' : comparePaths(path, real))
}

/** The path of an id's file. No segment of an id leads elsewhere, so that there is nothing to normalize. */
export function fileIn(folder: string, id: string): string {
  const names = sep === '/' ? id : id.replaceAll('/', sep)
  return `${folder}${folder.endsWith(sep) ? '' : sep}${names}${EXTENSION}`
}

/** Whether what was found under a path lies there, seen from the path it really has. */
export function comparePaths(path: string, real: string): 'file' | 'other-case' | 'foreign' {
  if (real === path) return 'file'
  return real.toLowerCase() === path.toLowerCase() ? 'other-case' : 'foreign'
}

/**
 * Checks that a snapshot may be put at `place`: what is there of its folder is the store's own, spelled alike.
 *
 * @throws UsageError `INVALID_ID` or `DUPLICATE_ID`, StoreError `STORE_FOREIGN`.
 */
export function checkPlace(root: string, id: string, { path, occupant }: Place, url: string): void {
  if (
    id
      .split('/')
      .slice(0, -1)
      .some((folder) => folder.toLowerCase().endsWith(EXTENSION))
  ) {
    throw new UsageError(
      'INVALID_ID',
      `"${id}" cannot be a file of ${url}: a folder that ends in ${EXTENSION} could be taken for a snapshot. Choose another id.`,
    )
  }
  const spelling = [occupant, occupantOfFolder(root, dirname(path))]
  if (spelling.includes('foreign')) throw foreign(id, url)
  if (spelling.includes('other-case')) throw otherCase(id, url)
}

function occupantOfFolder(root: string, folder: string): Occupant {
  if (folder === root) return 'file'
  const real = ifPresent(() => realpathSync.native(folder))
  return real === undefined ? occupantOfFolder(root, dirname(folder)) : comparePaths(folder, real)
}

export function foreign(id: string, url: string): StoreError {
  return new StoreError(
    'STORE_FOREIGN',
    `${JSON.stringify(id)} in ${url} is not a file of the store: it is a folder or a link, or lies behind a link, and links are not followed. Put the file itself there.`,
  )
}

function otherCase(id: string, url: string): UsageError {
  return new UsageError(
    'DUPLICATE_ID',
    `${url} holds an id that differs from "${id}" only in letter case, and this file system takes the two for one. Choose another id.`,
  )
}
