import { StoreError, type StoreErrorCode } from '../errors.js'

const MEANINGS: readonly [RegExp, StoreErrorCode, string][] = [
  [
    /^(?:SQLITE_BUSY|SQLITE_LOCKED|EBUSY|EMFILE|ENFILE|EAGAIN)/,
    'STORE_BUSY',
    'Another process is using it. Try again, and let fewer processes write at once.',
  ],
  [
    // SQLite tells only a disk without room as full; a quota and a limit on the size of files are failed writes.
    /^(?:SQLITE_FULL|SQLITE_IOERR_(?:WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHMSIZE)|ENOSPC|EDQUOT|EFBIG)/,
    'STORE_FULL',
    'Nothing was saved. Free some disk space, or raise the limit on the size of files, and try again.',
  ],
  [
    /^(?:SQLITE_READONLY|SQLITE_PERM|SQLITE_CANTOPEN|EACCES|EPERM|EROFS)/,
    'STORE_READ_ONLY',
    'Make the file and its folder writable, or open the store with { readOnly: true }.',
  ],
  [
    /^(?:SQLITE_CORRUPT|SQLITE_NOTADB|SQLITE_IOERR|EIO)/,
    'STORE_CORRUPT',
    'It was left as it is. Restore it from a copy, for example with git.',
  ],
  [
    /^(?:ENOTDIR|EISDIR|EEXIST|ENOTEMPTY|ELOOP)/,
    'STORE_FOREIGN',
    'Something that is not part of a store is in the way. Move it, or choose another path.',
  ],
]

/**
 * A failure of the file system or of SQLite as StoreError. Anything else, such as a mistake in our own code or an
 * error that is already explained, comes back as it is.
 *
 * @param action what could not be done, e.g. `read dir:decisions`.
 */
export function storeFailure(error: unknown, action: string): unknown {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  if (typeof code !== 'string') return error
  const meaning = MEANINGS.find(([pattern]) => pattern.test(code))
  if (meaning === undefined) return error
  const [, storeCode, advice] = meaning
  return new StoreError(storeCode, `Could not ${action}: ${String(message)} (${code}). ${advice}`, {
    cause: error,
  })
}

/** Runs `work`, telling its failures as {@link storeFailure} does. */
export function explaining<T>(action: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeFailure(error, action)
  }
}

/** Runs `work`; undefined when the file or folder it asks for does not exist. */
export function ifPresent<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}
