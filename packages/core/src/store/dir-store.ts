import { readdirSync, readFileSync } from 'node:fs'
import { StoreError } from '../errors.js'
import { LIMITS } from '../limits.js'
import { serializeSnapshot } from '../snapshot/serialize.js'
import type { StoredText, SyncBackend } from './backend.js'
import { commit } from './dir-commit.js'
import { EXTENSION, foreign, lookUp, realRoot } from './dir-layout.js'
import { listIds } from './dir-listing.js'
import { explaining, ifPresent } from './failure.js'
import { facetsOf, isEmptyFilter, passes } from './facets.js'
import { isWritable } from './is-writable.js'
import { makeFolder } from './make-folder.js'
import { emptyFile, tooLarge } from './refusals.js'
import { parseStored } from './stored-text.js'

/**
 * One pretty text file per snapshot, `<folder>/<id>.json`, made to be reviewed in git.
 *
 * @param folder absolute path; made by the first save.
 */
export function dirBackend(url: string, folder: string): SyncBackend {
  const read = (id: string): string | undefined =>
    explaining(`read ${JSON.stringify(id)} in ${url}`, () => readText(url, folder, id))

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
    serialize: (snapshot) => `${serializeSnapshot(snapshot, 2)}\n`,
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
        if (root !== undefined) return commit(root, url, operations)
        if (operations.every(({ kind }) => kind === 'delete')) return 0
        makeFolder(folder)
        return commit(realRoot(folder) ?? folder, url, operations)
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

function readText(url: string, folder: string, id: string): string | undefined {
  const root = realRoot(folder)
  if (root === undefined) return undefined
  const { path, occupant, bytes } = lookUp(root, id)
  if (occupant === 'foreign') throw foreign(id, url)
  if (occupant !== 'file') return undefined
  if (bytes === 0) throw emptyFile(url, id + EXTENSION)
  if (bytes > LIMITS.snapshotBytes) throw tooLarge(id, url, bytes)
  const content = ifPresent(() => readFileSync(path))
  return content === undefined ? undefined : decodeUtf8(url, id, content)
}

function decodeUtf8(url: string, id: string, content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch (cause) {
    throw new StoreError(
      'STORE_CORRUPT',
      `${JSON.stringify(id)} in ${url} is not UTF-8 text. Restore it, for example with git.`,
      { cause },
    )
  }
}
