import type { Dirent } from 'node:fs'
import { join } from 'node:path'
import { readdirSync, statSync } from '../../kept-fs.js'
import { EXTENSION, foreign } from './dir-layout.js'
import { ifPresent } from '../failure.js'

/**
 * The ids of all snapshot files under a folder, in their order by UTF-16 code unit, reading a folder at a time.
 * Names that start with a dot and files of another kind do not count.
 */
export function* listIds(root: string, url: string, prefix = ''): Iterable<string> {
  const entries = ifPresent(() => readdirSync(join(root, prefix), { withFileTypes: true })) ?? []
  const keys = entries.flatMap((entry) => keyOf(root, url, prefix, entry) ?? [])
  for (const key of keys.sort()) {
    if (key.endsWith('/')) yield* listIds(root, url, key)
    else yield key
  }
}

/** An id; or a folder with a `/` at its end, so that it sorts where the ids under it do. */
function keyOf(root: string, url: string, prefix: string, entry: Dirent): string | undefined {
  if (entry.name.startsWith('.')) return undefined
  const key = prefix + entry.name
  if (entry.isDirectory()) return `${key}/`
  // A linked file is listed, so that reading it says what is wrong; a linked folder has no id to list.
  if (key.endsWith(EXTENSION)) return key.slice(0, -EXTENSION.length)
  if (entry.isSymbolicLink() && ifPresent(() => statSync(join(root, key)))?.isDirectory() === true) {
    throw foreign(key, url)
  }
  return undefined
}
