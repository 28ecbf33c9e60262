import { closeSync, openSync, readSync, statSync } from '../../kept-fs.js'
import { StoreError } from '../../errors.js'
import { emptyFile } from '../refusals.js'
import { checkVersion, type SqliteLayout } from './sqlite-layout.js'

const MAGIC = 'SQLite format 3\0'
const HEADER_BYTES = 100

/**
 * Tells by the first bytes whose file it is, before SQLite touches it (https://sqlite.org/fileformat.html#the_database_header).
 *
 * @throws StoreError `STORE_EMPTY_FILE`, `STORE_CORRUPT`, `STORE_FOREIGN` or `STORE_TOO_NEW`.
 */
export function checkHeader(path: string, url: string, layout: SqliteLayout): void {
  const stat = statSync(path)
  if (!stat.isFile()) {
    throw new StoreError(
      'STORE_FOREIGN',
      `${url} is not a file. Name a database file, or use "dir:" for a folder.`,
    )
  }
  // SQLite would take it for a new database, and lost data would look like none.
  if (stat.size === 0) throw emptyFile(url, path)
  const header = readHeader(path)
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new StoreError(
      'STORE_CORRUPT',
      `${url} is not a SQLite database, or its beginning is damaged. It was left as it is. Restore it from a copy.`,
    )
  }
  if (header.readUInt32BE(68) !== layout.applicationId) {
    throw new StoreError(
      'STORE_FOREIGN',
      `${url} is the database of another application. It was left as it is. Choose another path.`,
    )
  }
  checkVersion(header.readUInt32BE(60), url, layout)
  if (isCut(path, header)) {
    throw new StoreError(
      'STORE_CORRUPT',
      `${url} lacks its end: its last page is not whole. It was left as it is. Restore it from a copy.`,
    )
  }
}

/** SQLite would read zeros for what is missing of the last page. Where a log lies beside the file, that may hold it. */
function isCut(path: string, header: Buffer): boolean {
  // 65,536 does not fit its two bytes.
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const hasLog = ['-wal', '-journal'].some(
    (log) => (statSync(path + log, { throwIfNoEntry: false })?.size ?? 0) > 0,
  )
  return !hasLog && statSync(path).size % pageSize !== 0
}

function readHeader(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(HEADER_BYTES)
    return header.subarray(0, readSync(file, header, 0, HEADER_BYTES, 0))
  } finally {
    closeSync(file)
  }
}
