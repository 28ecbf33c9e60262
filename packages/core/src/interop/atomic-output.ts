import { dirname } from 'node:path'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from '../kept-fs.js'
import { UsageError } from '../errors.js'
import { moveToFreeName, temporaryName } from '../store/atomic-file.js'
import { explaining } from '../store/failure.js'
import { discard } from './discard.js'

/** Recordings may hold what only their owner should read. */
const OWNER_ONLY = 0o600

/**
 * Lets `write` fill a new file and puts it in the place of `path` when it is whole and on disk; a reader never sees a
 * part of it.
 *
 * @throws UsageError `INVALID_OPTION` when there is a file and `overwrite` is not set; StoreError for failures of
 * the disk. Then nothing has changed.
 */
export async function atomicOutput<T>(
  path: string,
  overwrite: boolean,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  if (!overwrite && existsSync(path)) throw taken(path)
  const temporary = temporaryName(path)
  try {
    explaining(`write ${path}`, () => {
      mkdirSync(dirname(path), { recursive: true })
      closeSync(openSync(temporary, 'wx', OWNER_ONLY))
    })
    const result = await write(temporary)
    explaining(`write ${path}`, () => {
      synchronize(temporary)
      if (overwrite) renameSync(temporary, path)
      else if (!moveToFreeName(temporary, path)) throw taken(path)
    })
    return result
  } finally {
    discard(temporary)
  }
}

export function taken(path: string): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `${path} exists already. It was left as it is. Choose another path, or overwrite it: { overwrite: true }, by command --overwrite.`,
  )
}

function synchronize(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
