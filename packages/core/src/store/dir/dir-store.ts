import { sep } from 'node:path'
import { readdirSync } from '../../kept-fs.js'
import type { StoredText, SyncBackend } from '../backend.js'
import { commit } from './dir-commit.js'
import { fileIn, foreign, lookUp, realRoot } from './dir-layout.js'
import { listIds } from './dir-listing.js'
import { readPlainText, readText } from './dir-read.js'
import { Spelling } from './dir-spelling.js'
import { KnownFolders } from './known-folders.js'
import { explaining, ifPresent, storeFailure } from '../failure.js'
import { facetsOf, isEmptyFilter, passes } from '../facets.js'
import { formatSnapshot } from './format-snapshot.js'
import { isWritable } from '../is-writable.js'
import { makeFolder } from '../make-folder.js'
import { parseStored } from '../stored-text.js'

/**
 * One pretty text file per snapshot, `<folder>/<id>.json`, made to be reviewed in git. Replacing a snapshot by one of
 * the same content, only recorded at another time, leaves the file as it is.
 *
 * @param folder absolute path; made by the first save.
 */
export function dirBackend(url: string, folder: string): SyncBackend {
  const spelling = new Spelling()
  /** The real path of the folder at the last read. A file that is really there, seen from the folder, confirms it. */
  let last: string | undefined
  const known = new KnownFolders()
  const lookedAt = (id: string): string | undefined => {
    if (last !== undefined) {
      const place = lookUp(last, id, folder)
      if (place.occupant === 'file') return readText(last, url, id, place)
    }
    last = realRoot(folder)
    return last === undefined ? undefined : readText(last, url, id)
  }
  const read = (id: string): string | undefined => {
    try {
      const path = fileIn(folder, id)
      const parent = path.slice(0, path.lastIndexOf(sep))
      if (known.has(parent)) {
        const text = readPlainText(path)
        if (text !== undefined) return text
      }
      const text = lookedAt(id)
      if (text !== undefined) known.learn(parent, path)
      return text
    } catch (error) {
      // Its words are made where it fails only: this is done for each snapshot.
      throw storeFailure(error, `read ${JSON.stringify(id)} in ${url}`)
    }
  }

  function* ids(): Iterable<string> {
    const root = explaining(`read ${url}`, () => realRoot(folder))
    if (root === undefined) return
    const listing = listIds(root, url)[Symbol.iterator]()
    for (;;) {
      const step = explaining(`read ${url}`, () => listing.next())
      if (step.done === true) return
      yield step.value
    }
  }

  function* scan(): Iterable<StoredText> {
    for (const id of ids()) {
      const text = read(id)
      if (text !== undefined) yield { id, text }
    }
  }

  return {
    idsAreFileNames: true,
    serialize: formatSnapshot,
    read,
    has: (id) => explaining(`read ${url}`, () => isThere(url, folder, id)),
    *ids(filter) {
      if (isEmptyFilter(filter)) {
        yield* ids()
        return
      }
      for (const { id, text } of scan()) {
        if (passes(facetsOf(parseStored(url, id, text)), filter)) yield id
      }
    },
    scan,
    apply: (operations) =>
      explaining(`write ${url}`, () => {
        const root = realRoot(folder)
        if (root !== undefined) return commit(root, url, operations, spelling)
        if (operations.every(({ kind }) => kind === 'delete')) return 0
        makeFolder(folder)
        return commit(realRoot(folder) ?? folder, url, operations, spelling)
      }),
    check: () =>
      explaining(`read ${url}`, () => {
        ifPresent(() => readdirSync(folder))
        return { writable: isWritable(folder) }
      }),
    close: () => undefined,
  }
}

function isThere(url: string, folder: string, id: string): boolean {
  const root = realRoot(folder)
  if (root === undefined) return false
  const { occupant } = lookUp(root, id)
  if (occupant === 'foreign') throw foreign(id, url)
  return occupant === 'file'
}
