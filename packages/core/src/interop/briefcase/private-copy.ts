import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyFileSync, mkdtempSync } from '../../kept-fs.js'
import { discard } from '../discard.js'

/** Copies a database and its log to a folder that only we can read; `remove` takes it away. */
export function privateCopy(file: string): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'retrial-import-'))
  const path = join(folder, 'copy.db')
  const remove = (): void => {
    discard(folder)
  }
  try {
    copyFileSync(file, path)
    copyFileSync(`${file}-wal`, `${path}-wal`)
    return { path, remove }
  } catch (error) {
    remove()
    throw error
  }
}
