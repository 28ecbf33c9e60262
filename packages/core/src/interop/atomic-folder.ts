import { join } from 'node:path'
import { existsSync, mkdirSync, readdirSync, renameSync } from '../kept-fs.js'
import { temporaryName } from '../store/atomic-file.js'
import { explaining, ifPresent } from '../store/failure.js'
import { taken } from './atomic-output.js'
import { discard } from './discard.js'

/**
 * Lets `write` fill a new folder and moves it to `path` when it is whole. With `overwrite`, its files are moved one by
 * one into the folder that is there, and take the place of files of the same name; others stay.
 *
 * @throws UsageError `INVALID_OPTION` when there is something at `path` (an empty folder is nothing) and `overwrite` is
 * not set; StoreError for failures of the disk.
 */
export async function atomicFolder<T>(
  path: string,
  overwrite: boolean,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  if (!overwrite && isTaken(path)) throw taken(path)
  const temporary = temporaryName(path)
  try {
    explaining(`write ${path}`, () => mkdirSync(temporary, { recursive: true }))
    const result = await write(temporary)
    explaining(`write ${path}`, () => {
      if (overwrite && isTaken(path)) moveInto(temporary, path)
      else if (isTaken(path)) throw taken(path)
      else renameSync(temporary, path)
    })
    return result
  } finally {
    discard(temporary)
  }
}

function isTaken(path: string): boolean {
  if (!existsSync(path)) return false
  const entries = explaining(`read ${path}`, () => ifPresent(() => readdirSync(path)))
  return entries === undefined || entries.length > 0
}

function moveInto(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) moveInto(source, target)
    else renameSync(source, target)
  }
}
