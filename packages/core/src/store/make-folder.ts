import { dirname } from 'node:path'
import { existsSync, mkdirSync } from '../kept-fs.js'

/** Tries to make a folder that other processes keep removing because it is empty. */
const ATTEMPTS = 50

/**
 * Makes a folder and those on the way, where they are missing. Node itself says `ENOENT` where a folder on the way
 * cannot be made: this says why.
 *
 * @throws what making the first of them throws, such as `EROFS`.
 */
export function makeFolder(path: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      mkdirSync(path, { recursive: true })
      return
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
      makeFirst(path, attempt === ATTEMPTS)
    }
  }
}

/** Other processes may make or remove it at the same moment: then it is to be tried again. */
function makeFirst(path: string, isLast: boolean): void {
  try {
    mkdirSync(firstMissing(path))
  } catch (error) {
    const code = codeOf(error)
    if (isLast || (code !== 'EEXIST' && code !== 'ENOENT')) throw error
  }
}

function firstMissing(path: string): string {
  const parent = dirname(path)
  return parent === path || existsSync(parent) ? path : firstMissing(parent)
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code
}
