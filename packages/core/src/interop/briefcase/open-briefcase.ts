import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from '../../kept-fs.js'
import { newDatabase } from '../../store/sqlite/sqlite-binding.js'
import { settledContent, type Database } from '../../store/sqlite/sqlite-database.js'
import { isReplayError } from '../../errors.js'
import { invalidImport } from '../invalid-import.js'
import { privateCopy } from './private-copy.js'

const MAGIC = 'SQLite format 3\0'
const COLUMNS = ['id', 'snapshot_type', 'data_json', 'created_at', 'created_by', 'checksum']
const NOT_BRIEFCASE = 'it is not a database of briefcase'

export interface OpenBriefcase {
  readonly database: Database
  readonly close: () => void
}

/**
 * Opens a database of briefcase for reading only; nothing is written to it or beside it. The log of a writer that is
 * still at work, or that broke off, is read too.
 *
 * @throws UsageError `INVALID_IMPORT`; StoreError `NATIVE_BINDING`.
 */
export function openBriefcase(path: string): OpenBriefcase {
  const closing: (() => void)[] = []
  const close = (): void => {
    while (closing.length > 0) closing.pop()?.()
  }
  try {
    const file = realpathSync(path)
    checkMagic(file, path)
    const database = newDatabase(sourceOf(file, closing), {
      readonly: true,
      fileMustExist: true,
      timeout: 10_000,
    })
    closing.push(() => {
      database.close()
    })
    check(database, path)
    return { database, close }
  } catch (error) {
    close()
    if (isReplayError(error)) throw error
    throw invalidImport(path, `SQLite cannot read it (${(error as Error).message}).`, error)
  }
}

/** Where to read: in memory; in place with those who have it open; or in a copy, as SQLite makes an index of a log. */
function sourceOf(file: string, closing: (() => void)[]): string | Buffer {
  const content = settledContent(file)
  if (content !== undefined) return content
  if (existsSync(`${file}-shm`) || !existsSync(`${file}-wal`)) return file
  const copy = privateCopy(file)
  closing.push(copy.remove)
  return copy.path
}

function checkMagic(file: string, path: string): void {
  const { size } = statSync(file)
  if (size === 0) throw invalidImport(path, 'it has 0 bytes.')
  const handle = openSync(file, 'r')
  try {
    const start = Buffer.alloc(MAGIC.length)
    readSync(handle, start, 0, start.length, 0)
    if (start.toString('latin1') !== MAGIC)
      throw invalidImport(path, `${NOT_BRIEFCASE}, nor any other SQLite file.`)
  } finally {
    closeSync(handle)
  }
}

function check(database: Database, path: string): void {
  database.pragma('trusted_schema = OFF')
  database.pragma('cell_size_check = ON')
  database.pragma('mmap_size = 0')
  const table = database.prepare("SELECT type FROM sqlite_schema WHERE name = 'snapshots'").get()
  const columns = database.pragma('table_xinfo(snapshots)') as { name: string; hidden: number }[]
  const isTheirs =
    (table as { type?: unknown } | undefined)?.type === 'table' &&
    columns.every(({ hidden }) => hidden === 0) &&
    columns
      .map(({ name }) => name)
      .sort()
      .join() === [...COLUMNS].sort().join()
  if (!isTheirs) {
    throw invalidImport(
      path,
      `${NOT_BRIEFCASE}: that has a table "snapshots" with the columns ${COLUMNS.join(', ')}.`,
    )
  }
  const finding: unknown = database.pragma('quick_check(1)', { simple: true })
  if (finding !== 'ok') throw invalidImport(path, `it is damaged: ${String(finding)}.`)
}
