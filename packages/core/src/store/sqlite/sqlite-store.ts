import { existsSync } from '../../kept-fs.js'
import { StoreError } from '../../errors.js'
import type { SyncBackend } from '../backend.js'
import { explaining } from '../failure.js'
import { isWritable } from '../is-writable.js'
import { storeClosed } from '../refusals.js'
import { textOf } from './sqlite-body.js'
import { createDatabase, openDatabase, type OpenDatabaseOptions } from './sqlite-database.js'
import { SNAPSHOTS } from './sqlite-snapshots.js'
import { pagedIds, pagedTexts, type Reading } from './sqlite-paging.js'
import { prepareStatements, type Statements } from './sqlite-statements.js'

/**
 * All snapshots in one SQLite file. An existing file is checked at once; a missing one is an empty store until the
 * first save makes it.
 *
 * @param path absolute.
 */
export function sqliteBackend(url: string, path: string, options: OpenDatabaseOptions): SyncBackend {
  let statements: Statements | undefined
  let closed = false

  const connect = (): Statements | undefined => {
    if (closed) throw storeClosed(url)
    if (statements === undefined && existsSync(path))
      statements = prepareStatements(openDatabase(path, url, SNAPSHOTS, options), url)
    return statements
  }
  const reading: Reading = (work) =>
    explaining(`read ${url}`, () => {
      const connected = connect()
      return connected === undefined ? undefined : work(connected)
    })

  explaining(`open ${url}`, connect)

  return {
    serialize: (encoded, json) => json ?? JSON.stringify(encoded),
    read: (id) =>
      reading((connected) => {
        const row = connected.body(id)
        return row === undefined ? undefined : textOf(row, url)
      }),
    has: (id) => reading((connected) => connected.has(id)) ?? false,
    misfiled: (id, facets) => reading((connected) => connected.misfiled(id, facets)),
    ids: (filter) => pagedIds(reading, filter),
    scan: (filter) => pagedTexts(reading, url, filter),
    apply: (operations) =>
      explaining(`write ${url}`, () => {
        if (connect() === undefined) {
          if (operations.every(({ kind }) => kind === 'delete')) return 0
          createDatabase(path, SNAPSHOTS)
        }
        const connected = connect()
        if (connected === undefined) throw gone(url)
        return connected.apply(operations)
      }),
    check() {
      if (statements !== undefined && !existsSync(path)) throw gone(url)
      reading((connected) => connected.has(''))
      return { writable: isWritable(path) }
    },
    close() {
      closed = true
      statements?.close()
      statements = undefined
    },
  }
}

function gone(url: string): StoreError {
  return new StoreError(
    'STORE_CORRUPT',
    `The file of ${url} is gone since it was opened. Restore it and open it again.`,
  )
}
