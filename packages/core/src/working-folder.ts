import { join } from 'node:path'
import { existsSync, mkdirSync, writeFileSync } from './kept-fs.js'

/** Where Retrial keeps, for a project, what is of this machine only. Nothing in it belongs into version control. */
export function workingFolder(root: string): string {
  return join(root, '.retrial')
}

/** The same, there when this returns, and hidden from git. */
export function makeWorkingFolder(root: string): string {
  const folder = workingFolder(root)
  mkdirSync(folder, { recursive: true })
  const ignore = join(folder, '.gitignore')
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
  return folder
}
