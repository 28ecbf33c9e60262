import type BetterSqlite3 from 'better-sqlite3'
import { dirname } from 'node:path'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from '../../kept-fs.js'
import { StoreError } from '../../errors.js'
import { moveToFreeName, temporaryName } from '../atomic-file.js'
import { makeFolder } from '../make-folder.js'
import { newDatabase } from './sqlite-binding.js'
import { checkHeader } from './sqlite-header.js'
import { checkSchema, createSchema, schemaVersion, type SqliteLayout } from './sqlite-layout.js'
import { checkNoLogIsLeft } from './sqlite-left-log.js'
import { migrate } from './sqlite-migrations.js'

export type Database = BetterSqlite3.Database

export interface OpenDatabaseOptions {
  readonly readOnly: boolean
  /** Milliseconds to wait for a lock. Two writers were seen to starve one another for 2.4 s. Default 10,000. */
  readonly busyTimeoutMs?: number
  /** Read-only databases up to this size are read into memory, so that nothing appears beside them. Default 256 MiB. */
  readonly maxBytesInMemory?: number
}

const MAX_BYTES_IN_MEMORY = 256 * 1024 * 1024

/**
 * Opens an existing database: the only place where that happens. One of an older version is brought up to date first;
 * read-only, that is done to a copy in memory. A file that is refused is left as it was.
 *
 * @throws StoreError for everything that is wrong with the file, `NATIVE_BINDING` when SQLite itself is missing,
 * `STORE_READ_ONLY` for an older version that would have to be written and is too large to copy.
 */
export function openDatabase(
  path: string,
  url: string,
  layout: SqliteLayout,
  options: OpenDatabaseOptions,
): Database {
  const { readOnly, busyTimeoutMs: timeout = 10_000, maxBytesInMemory = MAX_BYTES_IN_MEMORY } = options
  const file = realpathSync(path)
  checkHeader(file, url, layout)
  const open = (from: string | Buffer, readonly: boolean, isSound = false): Database =>
    checked(newDatabase(from, { readonly, timeout, fileMustExist: true }), url, layout, isSound)

  if (readOnly) {
    const database = open(settledContent(file, maxBytesInMemory) ?? file, true)
    return schemaVersion(database) === layout.versions.length
      ? database
      : upToDateCopy(database, url, layout, maxBytesInMemory)
  }
  // Closing the last connection that may write empties the log into the file: look before opening for that.
  const isSound = existsSync(`${file}-wal`)
  if (isSound) open(file, true).close()
  return closedOnFailure(open(file, false, isSound), (database) => {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    migrate(database, url, layout)
  })
}

/**
 * Makes a database where there is none. Of several processes that try, one makes it; none sees it half made.
 *
 * @param path absolute. Folders on the way are made.
 * @throws StoreError `STORE_CORRUPT` beside the log of a database that is gone.
 */
export function createDatabase(path: string, layout: SqliteLayout): void {
  checkNoLogIsLeft(path)
  makeFolder(dirname(path))
  const temporary = temporaryName(path)
  try {
    // Recordings may hold what only their owner should read.
    closeSync(openSync(temporary, 'wx', 0o600))
    const database = newDatabase(temporary, {})
    closedOnFailure(database, () => {
      if (layout.pageSize !== undefined) database.pragma(`page_size = ${layout.pageSize}`)
      database.pragma('journal_mode = WAL')
      database.transaction(createSchema)(database, layout)
    }).close()
    moveToFreeName(temporary, path)
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(temporary + suffix, { force: true })
  }
}

/** @param isSound whether it was just looked through, which takes the time of reading all of it. */
function checked(database: Database, url: string, layout: SqliteLayout, isSound = false): Database {
  return closedOnFailure(database, () => {
    database.pragma('trusted_schema = OFF')
    database.pragma('cell_size_check = ON')
    database.pragma('mmap_size = 0')
    checkSchema(database, url, layout)
    if (isSound) return
    const finding: unknown = database.pragma('quick_check(1)', { simple: true })
    if (finding !== 'ok') {
      throw new StoreError('STORE_CORRUPT', `${url} is damaged: ${String(finding)}. Restore it from a copy.`)
    }
  })
}

/** A copy in memory of a database of an older version, up to date. Closes the database. */
function upToDateCopy(older: Database, url: string, layout: SqliteLayout, maxBytes: number): Database {
  try {
    const pages = older.pragma('page_count', { simple: true }) as number
    if (pages * (older.pragma('page_size', { simple: true }) as number) > maxBytes) {
      throw new StoreError(
        'STORE_READ_ONLY',
        `${url} was written by an older Retrial and is too large to be brought up to date in memory. Open it once without { readOnly: true }: that brings the file up to date.`,
      )
    }
    return closedOnFailure(checked(newDatabase(withoutLog(older.serialize()), {}), url, layout), (copy) => {
      migrate(copy, url, layout)
      copy.pragma('query_only = ON')
    })
  } finally {
    older.close()
  }
}

/** The bytes of a database that nobody writes; undefined where they have to be read through SQLite's log. */
export function settledContent(file: string, maxBytes = MAX_BYTES_IN_MEMORY): Buffer | undefined {
  const log = `${file}-wal`
  if (existsSync(log) || statSync(file).size > maxBytes) return undefined
  const content = readFileSync(file)
  return existsSync(log) ? undefined : withoutLog(content)
}

/** A database in memory has no log: marks its bytes as those of one without. */
function withoutLog(content: Buffer): Buffer {
  return content.fill(1, 18, 20)
}

function closedOnFailure(database: Database, work: (database: Database) => void): Database {
  try {
    work(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
