import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { invalidImport } from '../invalid-import.js'

/** A file of a source, and how problems name it. */
export interface SourceFile {
  readonly path: string
  /** Before `line 7`: empty where the source is one file. */
  readonly prefix: string
}

/**
 * The file itself, or the `.json` and `.jsonl` files of a folder in the order of their names.
 *
 * @throws UsageError `INVALID_IMPORT` when there is none.
 */
export async function sourceFiles(path: string): Promise<SourceFile[]> {
  const entries = await entriesOf(path)
  if (entries === undefined) return [{ path, prefix: '' }]
  const names = entries.filter((name) => /\.jsonl?$/i.test(name)).sort()
  if (names.length === 0) throw invalidImport(path, 'the folder holds no .json or .jsonl file.')
  return names.map((name) => ({ path: join(path, name), prefix: `${name} ` }))
}

/** Undefined for a file. */
async function entriesOf(path: string): Promise<string[] | undefined> {
  try {
    if (!(await stat(path)).isDirectory()) return undefined
    const entries = await readdir(path, { withFileTypes: true })
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
  } catch (error) {
    throw invalidImport(path, `it cannot be read (${(error as Error).message}).`, error)
  }
}
