import { dirname, join } from 'node:path'
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from '../kept-fs.js'
import { makeFolder } from './make-folder.js'
import { nodeCrypto } from '../node-crypto.js'

/** Tries to make a folder that another process keeps removing because it is empty. */
const FOLDER_ATTEMPTS = 50

/** A name beside `path` that no snapshot can have: ids never start with a dot. */
export function temporaryName(path: string): string {
  return join(dirname(path), `.retrial-${nodeCrypto.randomUUID()}.tmp`)
}

/** Writes a new file beside `path`, on disk when this returns, and gives its name. Makes the folder. */
export function writeBeside(path: string, text: string): string {
  const temporary = temporaryName(path)
  const file = openInFolder(temporary)
  try {
    try {
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  return temporary
}

function openInFolder(path: string): number {
  for (let attempt = 1; ; attempt++) {
    makeFolder(dirname(path))
    try {
      return openSync(path, 'wx')
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ENOENT' || attempt === FOLDER_ATTEMPTS) throw error
    }
  }
}

/**
 * Moves a file to a name that must be free: of two processes that try, one gets it.
 *
 * @returns false when the name is taken; the file is then still where it was.
 */
export function moveToFreeName(from: string, to: string): boolean {
  try {
    linkSync(from, to)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false
    // A file system without hard links cannot do this in one step.
    if (existsSync(to)) return false
    renameSync(from, to)
    return true
  }
  rmSync(from)
  return true
}

/** Keeps the content of `path` under a second name, without a moment in which the first is gone. */
export function keepBeside(path: string): string {
  const kept = temporaryName(path)
  try {
    linkSync(path, kept)
  } catch {
    copyFileSync(path, kept)
  }
  return kept
}
