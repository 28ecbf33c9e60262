import { TextDecoder } from 'node:util'
import { lstatSync, readFileSync } from '../../kept-fs.js'
import { LIMITS } from '../../limits.js'
import { StoreError } from '../../errors.js'
import { EXTENSION, foreign, lookUp, type Place } from './dir-layout.js'
import { ifPresent } from '../failure.js'
import { emptyFile, tooLarge } from '../refusals.js'

/** Making one takes as long as much of a read. */
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The text of a snapshot's file, without a byte order mark; undefined where there is none.
 *
 * @param root a real path.
 * @throws StoreError `STORE_FOREIGN`, `STORE_EMPTY_FILE` or `STORE_CORRUPT`; ValueError `LIMIT_EXCEEDED`.
 */
export function readText(
  root: string,
  url: string,
  id: string,
  place: Place = lookUp(root, id),
): string | undefined {
  const { path, occupant, bytes } = place
  if (occupant === 'foreign') throw foreign(id, url)
  if (occupant !== 'file') return undefined
  if (bytes === 0) throw emptyFile(url, id + EXTENSION)
  if (bytes > LIMITS.snapshotBytes) throw tooLarge(id, url, bytes)
  return textAt(path, url, id)
}

/** The text at a path that is known to be one of the store's own files; undefined where there is none. */
export function textAt(path: string, url: string, id: string): string | undefined {
  const content = ifPresent(() => readFileSync(path))
  return content === undefined ? undefined : decodeUtf8(url, id, content)
}

/** Made once: of a word Node makes such an object at each call. */
const AS_TEXT = { encoding: 'utf8', flag: 'r' } as const

/**
 * The same for a file in a folder that is known, in one step of the system where all is well.
 *
 * @param path of the file.
 * @returns undefined where there is no such file or something is wrong with it, which {@link readText} then tells.
 */
export function readPlainText(path: string): string | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat?.isFile() !== true || stat.size === 0 || stat.size > LIMITS.snapshotBytes) return undefined
  const text = ifPresent(() => readFileSync(path, AS_TEXT))
  // What is no UTF-8 reads as this character. It may stand there by itself too: then the bytes tell.
  if (text === undefined || text.includes('\ufffd')) return undefined
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

function decodeUtf8(url: string, id: string, content: Buffer): string {
  try {
    return UTF8.decode(content)
  } catch (cause) {
    throw new StoreError(
      'STORE_CORRUPT',
      `${JSON.stringify(id)} in ${url} is not UTF-8 text. Restore it, for example with git.`,
      { cause },
    )
  }
}
