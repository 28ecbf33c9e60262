import type BetterSqlite3 from 'better-sqlite3'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { StoreError } from '../errors.js'
import { moveToFreeName, temporaryName } from './atomic-file.js'
import { checkHeader } from './sqlite-header.js'
import { checkSchema, createSchema } from './sqlite-schema.js'

export type Database = BetterSqlite3.Database

export interface OpenDatabaseOptions {
  readonly readOnly: boolean
  /** Milliseconds to wait for a lock. Two writers were seen to starve one another for 2.4 s. Default 10,000. */
  readonly busyTimeoutMs?: number
}

/** Read-only databases up to this size are read into memory, so that nothing appears beside them. */
const MAX_IN_MEMORY_BYTES = 256 * 1024 * 1024

/**
 * Opens an existing database: the only place where that happens. A file that is refused is left as it was.
 *
 * @throws StoreError for everything that is wrong with the file, `NATIVE_BINDING` when SQLite itself is missing.
 */
export function openDatabase(path: string, url: string, options: OpenDatabaseOptions): Database {
  const file = realpathSync(path)
  checkHeader(file, url)
  const timeout = options.busyTimeoutMs ?? 10_000
  const open = (from: string | Buffer, readonly: boolean): Database =>
    checked(newDatabase(from, { readonly, timeout, fileMustExist: true }), url)

  if (options.readOnly) return open(settledContent(file) ?? file, true)
  // Closing the last connection that may write empties the log into the file: look before opening for that.
  if (existsSync(`${file}-wal`)) open(file, true).close()
  const database = open(file, false)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  return database
}

/**
 * Makes a database where there is none. Of several processes that try, one makes it; none sees it half made.
 *
 * @param path absolute. Folders on the way are made.
 */
export function createDatabase(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = temporaryName(path)
  try {
    // Recordings may hold what only their owner should read.
    closeSync(openSync(temporary, 'wx', 0o600))
    const database = newDatabase(temporary, {})
    database.pragma('journal_mode = WAL')
    database.transaction(createSchema)(database)
    database.close()
    moveToFreeName(temporary, path)
  } finally {
    rmSync(temporary, { force: true })
  }
}

function checked(database: Database, url: string): Database {
  try {
    database.pragma('trusted_schema = OFF')
    database.pragma('cell_size_check = ON')
    database.pragma('mmap_size = 0')
    checkSchema(database, url)
    const finding: unknown = database.pragma('quick_check(1)', { simple: true })
    if (finding !== 'ok') {
      throw new StoreError('STORE_CORRUPT', `${url} is damaged: ${String(finding)}. Restore it from a copy.`)
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** The bytes of a database that nobody writes; undefined where they have to be read through SQLite's log. */
export function settledContent(file: string): Buffer | undefined {
  const log = `${file}-wal`
  if (existsSync(log) || statSync(file).size > MAX_IN_MEMORY_BYTES) return undefined
  const content = readFileSync(file)
  if (existsSync(log)) return undefined
  // A database in memory has no log: mark the copy as one without.
  content.fill(1, 18, 20)
  return content
}

/** A connection, unchecked: to a file, to bytes, or to a database of its own where `from` is empty. */
export function newDatabase(from: string | Buffer, options: BetterSqlite3.Options): Database {
  try {
    // Loaded here and not at the top: most runs never need SQLite.
    const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3
    return new Sqlite(from, options)
  } catch (error) {
    throw bindingFailure(error) ?? error
  }
}

function bindingFailure(cause: unknown): StoreError | undefined {
  const { code, message } = cause as { code?: unknown; message?: unknown }
  const unbuilt = typeof message === 'string' && message.startsWith('Could not locate the bindings file')
  if (!unbuilt && code !== 'ERR_DLOPEN_FAILED' && code !== 'MODULE_NOT_FOUND') return undefined
  return new StoreError(
    'NATIVE_BINDING',
    `SQLite could not be loaded: better-sqlite3 is not built for this Node (${process.version}, ${process.platform} ${process.arch}). Run "npm rebuild better-sqlite3"; if install scripts are switched off, allow that one.`,
    { cause },
  )
}
