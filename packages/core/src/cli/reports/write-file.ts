import { dirname, resolve } from 'node:path'
import { mkdirSync, renameSync, rmSync } from '../../kept-fs.js'
import { writeBeside } from '../../store/atomic-file.js'

/**
 * Writes a file that was asked for by name, whole or not at all. Makes its folder.
 *
 * @returns its absolute path.
 */
export function writeFile(cwd: string, path: string, text: string): string {
  const target = resolve(cwd, path)
  mkdirSync(dirname(target), { recursive: true })
  const temporary = writeBeside(target, text)
  try {
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  return target
}
