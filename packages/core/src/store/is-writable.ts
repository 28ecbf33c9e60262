import { dirname } from 'node:path'
import { accessSync, constants, existsSync } from '../kept-fs.js'

/** Whether a file or folder may be written; for one that does not exist yet, the nearest folder that does. */
export function isWritable(path: string): boolean {
  if (!existsSync(path)) return dirname(path) !== path && isWritable(dirname(path))
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
